import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime';
import { ProblemError, type Problem } from '../core/problem.ts';
import { abortable } from './abortable.ts';
import { credentialsProblem } from './credentialsProblem.ts';
import type { Aws, AwsDependencies, AwsTarget, InvokeRequest } from './aws.ts';
import type { SendOptions } from './management.ts';
import { requestProblem, type FailedCall } from './requestProblem.ts';
import { createSessions, type Session } from './sessions.ts';
import { listProfiles } from './sharedFiles.ts';
import { signRequest } from './sign.ts';

type Call = Pick<FailedCall, 'action' | 'endpointName' | 'bytes' | 'features'>;

/** SageMaker through the AWS SDK. Nothing secret is in any error. */
export function createAws(dependencies: AwsDependencies): Aws {
	const { seconds = 70 } = dependencies;
	const sessions = createSessions(dependencies);

	/** Runs one call, and once more with fresh credentials where AWS says that they have expired. */
	async function perform<T>(
		target: AwsTarget,
		call: Call,
		run: (session: Session, options: SendOptions) => Promise<T>,
		signal: AbortSignal,
	): Promise<T> {
		const session = await abortable(sessions.open(target), signal);
		try {
			return await performOnce(session, call, run, signal);
		} catch (error) {
			if (!(error instanceof ProblemError && error.problem.code === 'awsCredentialsExpired')) {
				throw error;
			}
			sessions.renew(target, session);
			return await performOnce(await abortable(sessions.open(target), signal), call, run, signal);
		}
	}

	async function performOnce<T>(
		session: Session,
		call: Call,
		run: (session: Session, options: SendOptions) => Promise<T>,
		signal: AbortSignal,
	): Promise<T> {
		const { profile, region, shared } = session;
		const failed: FailedCall = { ...call, profile, region };
		// Before the request, so that the time a user takes to find a code does not count.
		await attempt(session.credentials(), signal, (error) => credentialsProblem(error, failed, shared));
		const deadline = AbortSignal.timeout(seconds * 1000);
		const abortSignal = AbortSignal.any([signal, deadline]);
		return await attempt(run(session, { abortSignal }), signal, (error) =>
			deadline.aborted
				? { code: 'awsTimeout', ...(profile !== undefined && { profile }), region, seconds }
				: requestProblem(error, failed),
		);
	}

	return {
		listProfiles,

		async invoke(target, request, signal) {
			const { endpointName, body, features } = request;
			const call = { action: 'sagemaker:InvokeEndpoint', endpointName, bytes: Buffer.byteLength(body), features };
			const command = new InvokeEndpointCommand(toInput(request));
			return await perform(
				target,
				call,
				async ({ runtime, region }, options) => {
					const output = await runtime.send(command, { ...options, requestTimeout: 0 });
					const { ContentType: contentType, InvokedProductionVariant: variant, $metadata } = output;
					return {
						body: new TextDecoder().decode(output.Body),
						region,
						...(contentType !== undefined && { contentType }),
						...(variant !== undefined && { variant }),
						...($metadata.requestId !== undefined && { requestId: $metadata.requestId }),
					};
				},
				signal,
			);
		},

		async *listInServiceEndpoints(target, signal) {
			const call = { action: 'sagemaker:ListEndpoints' };
			let token: string | undefined;
			do {
				const { endpoints, next } = await perform(
					target,
					call,
					async ({ management }, options) => (await management()).listPage(token, options),
					signal,
				);
				yield endpoints;
				token = next;
			} while (token !== undefined);
		},

		async describeEndpoint(target, endpointName, signal) {
			const call = { action: 'sagemaker:DescribeEndpoint', endpointName };
			return await perform(
				target,
				call,
				async ({ management }, options) => (await management()).describe(endpointName, options),
				signal,
			);
		},

		async sign(target, service, request, signal) {
			return await perform(
				target,
				{ action: `${service}:Invoke` },
				async ({ region, credentials, runtime }) => {
					const { sha256 } = runtime.config;
					return signRequest(request, { service, region, credentials: await credentials(), sha256 });
				},
				signal,
			);
		},
	};
}

function toInput(request: InvokeRequest) {
	const { endpointName, body, accept, targetVariant, targetModel, inferenceComponent } = request;
	return {
		EndpointName: endpointName,
		Body: body,
		ContentType: 'text/csv',
		Accept: accept,
		TargetVariant: targetVariant,
		TargetModel: targetModel,
		InferenceComponentName: inferenceComponent,
	};
}

/**
 * The SDK's error stays behind: a signature's repeats the whole request, tokens and all.
 * @throws ProblemError, or the signal's reason
 */
async function attempt<T>(
	promise: Promise<T>,
	signal: AbortSignal,
	toProblem: (error: unknown) => Problem,
): Promise<T> {
	try {
		return await abortable(promise, signal);
	} catch (error) {
		signal.throwIfAborted();
		throw error instanceof ProblemError ? error : new ProblemError(toProblem(error));
	}
}
