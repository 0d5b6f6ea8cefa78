import { buffer } from 'node:stream/consumers';
import { CloudFormation } from './cloudFormation/cloudFormation.ts';
import { createStackResources } from './cloudFormation/stackResources.ts';
import type { Context } from './controlPlane/context.ts';
import { ControlPlane, json11Error } from './controlPlane/controlPlane.ts';
import { createEndpoints } from './controlPlane/endpoints.ts';
import { defaultTimes, type Times } from './controlPlane/times.ts';
import { MachineCredentials, type MachineRole } from './credentials/machineCredentials.ts';
import { Sso, type SsoSession } from './credentials/sso.ts';
import { answerSts, queryError, type Role } from './credentials/sts.ts';
import { Faults, type OperationFault } from './faults.ts';
import { AwsError, orError, restJsonError, type StreamedAnswer, type WireHead, type WireRequest } from './http.ts';
import { exampleKey, KeyStore, type IssuedKey } from './keys.ts';
import { answerLogs } from './logs/answerLogs.ts';
import { Logs } from './logs/logs.ts';
import type { Predict } from './runtime/container.ts';
import { scenarioEndpoints, type EndpointDefinition } from './runtime/endpoints.ts';
import { answerBucket, Answers } from './runtime/answers.ts';
import { account } from './runtime/checks.ts';
import { invokedEndpoint, Runtime } from './runtime/runtime.ts';
import { Buckets } from './s3/buckets.ts';
import { S3 } from './s3/s3.ts';
import { xmlError } from './s3/s3Error.ts';
import { signedService, verifyHead, verifySignature } from './sigV4.ts';

export interface ServicesOptions {
	/** The probabilities of a row; see `container.ts`. */
	readonly predict: Predict;
	/** Default: {@link scenarioEndpoints}. */
	readonly endpoints?: readonly EndpointDefinition[];
	/** Default: {@link exampleKey} alone. */
	readonly keys?: readonly IssuedKey[];
	/** Roles that STS hands out; default: none. */
	readonly roles?: readonly Role[];
	/** ARNs of roles that SageMaker may act as; may be changed at any time. Default {@link executionRole} alone. */
	readonly executionRoles?: string[];
	/** Default: nobody is signed in. */
	readonly sso?: SsoSession;
	/** Default: not on a machine in AWS. */
	readonly machine?: MachineRole;
	/** Regions that requests may be signed for; default `us-east-1` and `eu-west-1`. */
	readonly regions?: readonly string[];
	/** What goes wrong in S3 and in SageMaker's control plane; the list may be changed at any time. Default: nothing. */
	readonly faults?: readonly OperationFault[];
	/** Commands of which the first that is a Python with XGBoost trains; default: Debian's, then the path's. */
	readonly pythons?: readonly string[];
	/** How long endpoints and jobs take, read at each step; default: no longer than they must. */
	readonly times?: Times;
	/** Milliseconds since 1970; default: the machine's. */
	readonly clock?: () => number;
}

/** A role that SageMaker may act as. */
export const executionRole = `arn:aws:iam::${account}:role/DigitClassifierExecution`;

export interface Services {
	/** Never rejects with an `AwsError`. */
	answer(head: WireHead, body: AsyncIterable<Buffer>): Promise<StreamedAnswer>;
	close(): Promise<void>;
}

/** All services as one. */
export function createServices(options: ServicesOptions): Services {
	const { regions = ['us-east-1', 'eu-west-1'], clock = Date.now, predict } = options;
	const closing = new AbortController();
	const keys = new KeyStore(options.keys ?? [exampleKey], clock);
	const faults = new Faults(options.faults ?? []);
	const buckets = new Buckets(clock);
	const logs = new Logs(clock);
	const endpoints = createEndpoints(options.endpoints ?? scenarioEndpoints);
	const context: Context = {
		buckets,
		logs,
		endpoints,
		predict,
		executionRoles: options.executionRoles ?? [executionRole],
		pythons: options.pythons ?? ['/usr/bin/python3', 'python3'],
		times: options.times ?? defaultTimes,
		signal: closing.signal,
		now: () => new Date(clock()),
	};
	const controlPlane = new ControlPlane(context, faults);
	const cloudFormation = new CloudFormation(createStackResources(context, faults), context.now);
	const answers = new Answers();
	const runtime = new Runtime(
		(name, region) =>
			regions.map((one) => endpoints.find(name, region ?? one)).find((one) => one !== undefined)?.definition,
		predict,
		answers,
	);
	const sso = options.sso && new Sso(options.sso, keys, clock);
	const machine = options.machine && new MachineCredentials(options.machine, keys);
	const signatureContext = (service: string) => {
		return { service, regions, findKey: (id: string) => keys.find(id), now: new Date(clock()) };
	};
	const verify = (request: WireRequest, service: string) => verifySignature(request, signatureContext(service));
	const verifyS3 = (head: WireHead) =>
		verifyHead(head, head.headers['x-amz-content-sha256'] ?? '', signatureContext('s3'));
	const s3 = new S3(buckets, faults, verifyS3);

	async function answerWhole(request: WireRequest): Promise<StreamedAnswer> {
		const { method, path, headers } = request;
		const invoked = invokedEndpoint(path);
		if (method === 'POST' && invoked !== undefined) {
			const { name, isAsynchronous } = invoked;
			return orError(restJsonError, () => {
				const tooLarge = runtime.checkPayload(name, request);
				if (tooLarge) {
					return tooLarge;
				}
				const verified = verify(request, 'sagemaker');
				return isAsynchronous
					? runtime.invokeAsynchronously(name, request, verified)
					: runtime.invoke(name, request, verified);
			});
		}
		if (headers['x-amz-target']?.startsWith('Logs_')) {
			return orError(json11Error, () => answerLogs(request, verify(request, 'logs'), logs));
		}
		if (headers['x-amz-target'] !== undefined) {
			return orError(json11Error, () => controlPlane.answer(request, verify(request, 'sagemaker')));
		}
		if (signedService(request) === 'cloudformation') {
			return orError(queryError, () => {
				const { region } = verify(request, 'cloudformation');
				return cloudFormation.answer(new URLSearchParams(request.body.toString()), region);
			});
		}
		if (method === 'POST' && headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
			return orError(queryError, () => answerSts(request, () => verify(request, 'sts'), options.roles ?? [], keys));
		}
		if (sso && method === 'GET' && path === '/federation/credentials') {
			return orError(restJsonError, () => sso.getRoleCredentials(request));
		}
		if (sso && method === 'POST' && path === '/token') {
			return sso.createToken(request);
		}
		return (
			machine?.answer(request) ?? restJsonError(new AwsError('UnknownOperationException', 404, 'Unknown operation.'))
		);
	}

	return {
		answer: async (head, body) => {
			if (signedService(head) !== 's3') {
				return answerWhole({ ...head, body: await buffer(body) });
			}
			return head.path.startsWith(`/${answerBucket}/`)
				? orError(xmlError, () => answers.get(head.path, verifyS3(head)))
				: s3.answer(head, body);
		},
		close: async () => {
			closing.abort();
			await buckets.close();
		},
	};
}
