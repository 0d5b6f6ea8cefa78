import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { StreamedAnswer, WireHead } from './http.ts';
import { createServices, type ServicesOptions } from './services.ts';

export interface ServerOptions extends ServicesOptions {
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
	/** Lines of the body, as far as it has come. */
	rows: number;
	/** Of the body, as far as it has come. */
	bytes: number;
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
 * Starts AWS on loopback, as far as this project meets it, all on one port: SageMaker and its runtime, S3, CloudWatch
 * Logs, STS, the portal of IAM Identity Center, and what hands out credentials to machines.
 */
export async function startSageMakerServer(options: ServerOptions): Promise<SageMakerServer> {
	const clock = options.clock ?? Date.now;
	const services = createServices(options);
	const requests: RecordedRequest[] = [];
	const server = createServer((incoming, response) => {
		void serve(incoming, response).catch(() => response.destroy());
	});

	async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
		const head = readHead(incoming);
		const record = recordOf(head);
		requests.push(record);
		response.on('close', () => {
			record.closedByClient = record.status === undefined;
			options.onAnswer?.(record);
		});
		await send(response, record, await services.answer(head, countedBody(incoming, record)), clock());
		// What nobody read would keep the connection from its next request.
		incoming.resume();
	}

	await new Promise<void>((resolve, reject) => {
		server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve);
	});
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		requests,
		close: async () => {
			await new Promise<void>((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			});
			await services.close();
		},
	};
}

function readHead(incoming: IncomingMessage): WireHead {
	const [path = '/', query = ''] = (incoming.url ?? '/').split(/\?(.*)/s);
	const headers: Record<string, string> = {};
	for (let index = 0; index < incoming.rawHeaders.length; index += 2) {
		const name = (incoming.rawHeaders[index] as string).toLowerCase();
		const value = incoming.rawHeaders[index + 1] as string;
		headers[name] = headers[name] === undefined ? value : `${headers[name]},${value}`;
	}
	return { method: incoming.method ?? '', path, query, headers };
}

function recordOf({ method, path, headers }: WireHead): RecordedRequest {
	return {
		method,
		path,
		headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !secretHeaders.test(name))),
		rows: 0,
		bytes: 0,
		closedByClient: false,
	};
}

const newline = 0x0a;

/** The body as it comes. Who stops reading it does not close the connection, over which the answer still goes. */
async function* countedBody(incoming: IncomingMessage, record: RecordedRequest): AsyncGenerator<Buffer> {
	let isLineOpen = false;
	for await (const chunk of incoming.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
		record.bytes += chunk.length;
		record.rows -= Number(isLineOpen);
		for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, end + 1)) {
			record.rows += 1;
		}
		isLineOpen = chunk.at(-1) !== newline;
		record.rows += Number(isLineOpen);
		yield chunk;
	}
}

async function send(
	response: ServerResponse,
	record: RecordedRequest,
	answer: StreamedAnswer,
	now: number,
): Promise<void> {
	if (answer.delayMilliseconds !== undefined && !(await delay(answer.delayMilliseconds, response))) {
		return;
	}
	record.status = answer.status;
	if (answer.drop === 'before') {
		response.destroy();
		return;
	}
	const { body: content = '' } = answer;
	const body = content instanceof Readable ? content : Buffer.from(content);
	response.writeHead(answer.status, {
		// The SDKs correct their clock by it.
		date: new Date(now).toUTCString(),
		'x-amzn-requestid': randomUUID(),
		...(answer.status !== 204 && body instanceof Buffer && { 'content-length': body.length }),
		...answer.headers,
	});
	if (body instanceof Readable) {
		await pipeline(body, response);
		return;
	}
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
