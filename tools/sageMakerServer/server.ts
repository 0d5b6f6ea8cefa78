import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Predict } from './container.ts';
import { scenarioEndpoints, type EndpointDefinition } from './endpoints.ts';
import { AwsError, restJsonError, type Answer, type WireRequest } from './http.ts';
import { exampleKey, KeyStore, type IssuedKey } from './keys.ts';
import { answerSageMaker, json11Error } from './listEndpoints.ts';
import { MachineCredentials, type MachineRole } from './machineCredentials.ts';
import { invokedEndpoint, Runtime } from './runtime.ts';
import { verifySignature } from './sigV4.ts';
import { Sso, type SsoSession } from './sso.ts';
import { answerSts, queryError, type Role } from './sts.ts';

export interface ServerOptions {
	/** The probabilities of a row; see `container.ts`. */
	readonly predict: Predict;
	/** Default: {@link scenarioEndpoints}. */
	readonly endpoints?: readonly EndpointDefinition[];
	/** Default: {@link exampleKey} alone. */
	readonly keys?: readonly IssuedKey[];
	/** Roles that STS hands out; default: none. */
	readonly roles?: readonly Role[];
	/** Default: nobody is signed in. */
	readonly sso?: SsoSession;
	/** Default: not on a machine in AWS. */
	readonly machine?: MachineRole;
	/** Regions that requests may be signed for; default `us-east-1` and `eu-west-1`. */
	readonly regions?: readonly string[];
	/** Milliseconds since 1970; default: the machine's. */
	readonly clock?: () => number;
	/** Default: any free one. */
	readonly port?: number;
	/** Called when a request is over, whether or not it got its answer. */
	readonly onAnswer?: (record: RecordedRequest) => void;
}

/** A request as tests see it, without anything secret. */
export interface RecordedRequest {
	readonly method: string;
	/** Without the query. */
	readonly path: string;
	/** Without those that carry signatures and tokens. */
	readonly headers: Readonly<Record<string, string | undefined>>;
	/** Lines of the body. */
	readonly rows: number;
	/** Of the body. */
	readonly bytes: number;
	/** Of the answer, once there is one. */
	status?: number;
	/** Whether the client closed the connection before the answer was complete. */
	closedByClient: boolean;
}

export interface SageMakerServer {
	/** `http://127.0.0.1:PORT`: the `endpoint_url` of all services. */
	readonly url: string;
	readonly requests: readonly RecordedRequest[];
	close(): Promise<void>;
}

const secretHeaders = /^(authorization|x-amz-security-token|x-amz-sso_bearer_token|x-aws-ec2-metadata-token)$/;

/**
 * Starts AWS on loopback, as far as this project meets it, all on one port: SageMaker Runtime, SageMaker, STS, the
 * portal of IAM Identity Center, and what hands out credentials to machines.
 */
export async function startSageMakerServer(options: ServerOptions): Promise<SageMakerServer> {
	const clock = options.clock ?? Date.now;
	const answer = createServices(options, clock);
	const requests: RecordedRequest[] = [];
	const server = createServer((incoming, response) => {
		void serve(incoming, response).catch(() => response.destroy());
	});

	async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
		const request = await readRequest(incoming);
		const record = recordOf(request);
		requests.push(record);
		response.on('close', () => {
			record.closedByClient = record.status === undefined;
			options.onAnswer?.(record);
		});
		await send(response, record, answer(request), clock());
	}

	await new Promise<void>((resolve, reject) => {
		server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve);
	});
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		requests,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

/** All services as one function that never throws an `AwsError`. */
function createServices(options: ServerOptions, clock: () => number): (request: WireRequest) => Answer {
	const { endpoints = scenarioEndpoints, regions = ['us-east-1', 'eu-west-1'] } = options;
	const keys = new KeyStore(options.keys ?? [exampleKey], clock);
	const runtime = new Runtime(endpoints, options.predict);
	const sso = options.sso && new Sso(options.sso, keys, clock);
	const machine = options.machine && new MachineCredentials(options.machine, keys);
	const verify = (request: WireRequest, service: string) =>
		verifySignature(request, { service, regions, findKey: (id) => keys.find(id), now: new Date(clock()) });

	return (request) => {
		const { method, path, headers } = request;
		const endpoint = invokedEndpoint(path);
		if (method === 'POST' && endpoint !== undefined) {
			return orError(restJsonError, () => {
				return (
					runtime.checkPayload(endpoint, request) ?? runtime.invoke(endpoint, request, verify(request, 'sagemaker'))
				);
			});
		}
		if (headers['x-amz-target'] !== undefined) {
			return orError(json11Error, () => answerSageMaker(request, verify(request, 'sagemaker'), endpoints));
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
	};
}

function orError(toAnswer: (error: AwsError) => Answer, run: () => Answer): Answer {
	try {
		return run();
	} catch (error) {
		if (error instanceof AwsError) {
			return toAnswer(error);
		}
		throw error;
	}
}

async function readRequest(incoming: IncomingMessage): Promise<WireRequest> {
	const chunks: Buffer[] = [];
	for await (const chunk of incoming) {
		chunks.push(chunk as Buffer);
	}
	const [path = '/', query = ''] = (incoming.url ?? '/').split(/\?(.*)/s);
	const headers: Record<string, string> = {};
	for (let index = 0; index < incoming.rawHeaders.length; index += 2) {
		const name = (incoming.rawHeaders[index] as string).toLowerCase();
		const value = incoming.rawHeaders[index + 1] as string;
		headers[name] = headers[name] === undefined ? value : `${headers[name]},${value}`;
	}
	return { method: incoming.method ?? '', path, query, headers, body: Buffer.concat(chunks) };
}

function recordOf({ method, path, headers, body }: WireRequest): RecordedRequest {
	return {
		method,
		path,
		headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !secretHeaders.test(name))),
		rows: body.length === 0 ? 0 : body.toString('latin1').trimEnd().split('\n').length,
		bytes: body.length,
		closedByClient: false,
	};
}

async function send(response: ServerResponse, record: RecordedRequest, answer: Answer, now: number): Promise<void> {
	if (answer.delayMilliseconds !== undefined && !(await delay(answer.delayMilliseconds, response))) {
		return;
	}
	record.status = answer.status;
	if (answer.drop === 'before') {
		response.destroy();
		return;
	}
	const body = Buffer.from(answer.body ?? '');
	response.writeHead(answer.status, {
		// The SDKs correct their clock by it.
		date: new Date(now).toUTCString(),
		'x-amzn-requestid': randomUUID(),
		...answer.headers,
		...(answer.status !== 204 && { 'content-length': body.length }),
	});
	if (answer.drop === 'amid') {
		response.write(body.subarray(0, body.length / 2), () => response.destroy());
		return;
	}
	response.end(body);
}

/** Whether the connection is still there after `milliseconds`. */
function delay(milliseconds: number, response: ServerResponse): Promise<boolean> {
	return new Promise((resolve) => {
		const timer = setTimeout(() => resolve(true), milliseconds);
		response.on('close', () => {
			clearTimeout(timer);
			resolve(false);
		});
	});
}
