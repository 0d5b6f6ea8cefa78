import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime';
import { lazy } from '../core/lazy.ts';
import { ProblemError, type Problem } from '../core/problem.ts';
import { NetworkError } from '../network/networkError.ts';
import { abortable } from './abortable.ts';
import { credentialsProblem } from './credentialsProblem.ts';
import type { Aws, AwsDependencies, AwsTarget, InvokeRequest } from './aws.ts';
import type { SendOptions } from './management.ts';
import { requestProblem, type FailedCall } from './requestProblem.ts';
import { createSessions, type Session } from './sessions.ts';
import { listProfiles } from './sharedFiles.ts';
import { signRequest } from './sign.ts';

interface Call extends Pick<FailedCall, 'action' | 'endpointName' | 'resource' | 'bytes' | 'features' | 'accept'> {
	/** The longest that it may take where nobody says otherwise. */
	readonly seconds?: number;
	/** Whether it takes as long as it takes. */
	readonly isLong?: boolean;
}

/** What SageMaker gives an asynchronous endpoint, too. */
const asynchronousSeconds = 900;

/** SageMaker through the AWS SDK. Nothing secret is in any error. */
export function createAws(dependencies: AwsDependencies): Aws {
	const sessions = createSessions(dependencies);

	/** Runs one call, and once more with fresh credentials where AWS says that they have expired. */
	async function runRenewing<T>(
		target: AwsTarget,
		call: Call,
		run: (session: Session, options: SendOptions) => Promise<T>,
		signal: AbortSignal,
	): Promise<T> {
		const session = await abortable(sessions.open(target), signal);
		try {
			return await runWithDeadline(session, call, run, signal);
		} catch (error) {
			if (!(error instanceof ProblemError && error.problem.code === 'awsCredentialsExpired')) {
				throw error;
			}
			sessions.renew(target, session);
			return await runWithDeadline(await abortable(sessions.open(target), signal), call, run, signal);
		}
	}

	async function runWithDeadline<T>(
		session: Session,
		call: Call,
		run: (session: Session, options: SendOptions) => Promise<T>,
		signal: AbortSignal,
	): Promise<T> {
		const { profile, region, shared } = session;
		const failed: FailedCall = { ...call, profile, region };
		const seconds = dependencies.seconds ?? call.seconds ?? 70;
		// Before the request, so that the time a user takes to find a code does not count.
		await orProblem(session.credentials(), signal, (error) => credentialsProblem(error, failed, shared));
		const deadline = call.isLong ? new AbortController().signal : AbortSignal.timeout(seconds * 1000);
		const abortSignal = AbortSignal.any([signal, deadline]);
		return await orProblem(run(session, { abortSignal }), signal, (error) =>
			deadline.aborted
				? { code: 'awsTimeout', ...(profile !== undefined && { profile }), region, seconds }
				: requestProblem(error, failed),
		);
	}

	return {
		listProfiles,

		async invoke(target, request, signal) {
			const { endpointName, body, features, accept } = request;
			const bytes = Buffer.byteLength(body);
			const call = { action: 'sagemaker:InvokeEndpoint', endpointName, bytes, features, accept };
			if (request.asynchronous) {
				const { invokeAsynchronously } = await import('./invokeAsynchronously.ts');
				return await runRenewing(
					target,
					{ ...call, action: 'sagemaker:InvokeEndpointAsync', seconds: asynchronousSeconds },
					async (session, options) => invokeAsynchronously(session, request, options),
					signal,
				);
			}
			const command = new InvokeEndpointCommand(toInput(request));
			return await runRenewing(
				target,
				call,
				async ({ runtime, region }, options) => {
					const output = await runtime.send(command, { ...options, requestTimeout: 0 });
					const { ContentType: contentType, InvokedProductionVariant: variant, $metadata } = output;
					return {
						// The SDK has null for an empty body, whatever its types say.
						body: new TextDecoder().decode(output.Body ?? new Uint8Array()),
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
				const { endpoints, next } = await runRenewing(
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
			return await runRenewing(
				target,
				call,
				async ({ management }, options) => (await management()).describe(endpointName, options),
				signal,
			);
		},

		async runtimeUrl(target) {
			const { profile, region, runtimeUrl } = await sessions.open(target);
			try {
				return runtimeUrl();
			} catch (error) {
				throw new ProblemError(requestProblem(error, { action: 'sagemaker:InvokeEndpoint', profile, region }));
			}
		},

		async sign(target, service, request, signal) {
			return await runRenewing(
				target,
				{ action: `${service}:Invoke` },
				async ({ region, credentials, runtime }) => {
					const { sha256 } = runtime.config;
					return signRequest(request, { service, region, credentials: await credentials(), sha256 });
				},
				signal,
			);
		},

		jobs: lazy(async () => {
			const { createJobs } = await import('./jobs/createJobs.ts');
			return createJobs(runRenewing);
		}),
	};
}

function toInput(request: InvokeRequest) {
	const {
		endpointName,
		body,
		contentType = 'text/csv',
		accept,
		targetVariant,
		targetModel,
		targetContainerHostname,
		inferenceComponent,
		inferenceId,
		customAttributes,
	} = request;
	return {
		EndpointName: endpointName,
		Body: body,
		ContentType: contentType,
		Accept: accept,
		TargetVariant: targetVariant,
		TargetModel: targetModel,
		TargetContainerHostname: targetContainerHostname,
		InferenceComponentName: inferenceComponent,
		InferenceId: inferenceId,
		CustomAttributes: customAttributes,
	};
}

/**
 * The SDK's error stays behind: a signature's repeats the whole request, tokens and all.
 * @throws ProblemError, or the signal's reason
 */
async function orProblem<T>(
	promise: Promise<T>,
	signal: AbortSignal,
	toProblem: (error: unknown) => Problem,
): Promise<T> {
	try {
		return await abortable(promise, signal);
	} catch (error) {
		signal.throwIfAborted();
		throw error instanceof ProblemError && !(error instanceof NetworkError)
			? error
			: new ProblemError(toProblem(error));
	}
}
