import { setTimeout as delay } from 'node:timers/promises';
import { InvokeEndpointAsyncCommand } from '@aws-sdk/client-sagemaker-runtime';
import type { InvokeReply, InvokeRequest } from './aws.ts';
import type { SendOptions } from './management.ts';
import type { SdkError } from './requestProblem.ts';
import type { Session } from './sessions.ts';

/** Between two looks for the answer, in milliseconds; each pause is half as long again as the one before. */
const firstPause = 250;
const longestPause = 5_000;

/** Asks an asynchronous endpoint, and waits until its answer lies in S3. */
export async function invokeAsynchronously(
	{ runtime, region, readObject }: Session,
	request: InvokeRequest,
	options: SendOptions,
): Promise<InvokeReply> {
	const { endpointName, body, contentType, accept, customAttributes, inferenceId } = request;
	const command = new InvokeEndpointAsyncCommand({
		EndpointName: endpointName,
		Body: new TextEncoder().encode(body),
		ContentType: contentType,
		Accept: accept,
		CustomAttributes: customAttributes,
		InferenceId: inferenceId,
	});
	const { OutputLocation = '', FailureLocation, $metadata } = await runtime.send(command, options);
	const { requestId } = $metadata;
	const read = await readObject();
	for (let pause = firstPause; ; pause = Math.min(longestPause, 1.5 * pause)) {
		const answer = await read(OutputLocation, options);
		if (answer) {
			return { ...answer, region, ...(requestId !== undefined && { requestId }) };
		}
		const failure = FailureLocation === undefined ? undefined : await read(FailureLocation, options);
		if (failure) {
			throw modelError(failure.body, $metadata);
		}
		await delay(pause, undefined, { signal: options.abortSignal });
	}
}

/** As `InvokeEndpoint` would have thrown it: the text tells the container's status and words. */
function modelError(text: string, metadata: object): Error & SdkError {
	const [, status] = /error \((\d{3})\)/.exec(text) ?? [];
	const { requestId } = metadata as { readonly requestId?: string };
	return Object.assign(new Error(text), {
		name: 'ModelError',
		...(status !== undefined && { OriginalStatusCode: Number(status) }),
		...(requestId !== undefined && { $metadata: { requestId } }),
	});
}
