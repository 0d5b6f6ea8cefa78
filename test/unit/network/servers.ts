import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Of test/fixtures/certificates; see its make.sh. */
export type CertificateName = 'good' | 'expired' | 'selfSigned' | 'otherHost';

export function readCertificate(name: CertificateName | 'authority'): Buffer {
	return readFileSync(`test/fixtures/certificates/${name}.pem`);
}

/** A server on this machine, at any free port. */
export interface LocalServer {
	readonly port: number;
	close(): Promise<void>;
}

export async function listen(server: Server): Promise<LocalServer> {
	const sockets = new Set<Socket>();
	server.on('connection', (socket: Socket) => {
		sockets.add(socket.on('close', () => sockets.delete(socket)).on('error', () => undefined));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		port: (server.address() as AddressInfo).port,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				sockets.forEach((socket) => socket.destroy());
			}),
	};
}

export function startTls(name: CertificateName, listener: RequestListener): Promise<LocalServer> {
	const key = readFileSync(`test/fixtures/certificates/${name}.key`);
	return listen(createHttpsServer({ cert: readCertificate(name), key }, listener));
}

/** What does something else than HTTP with a connection, when the first bytes come. */
export function startOther(answer: (socket: Socket) => void): Promise<LocalServer> {
	return listen(createServer((socket) => socket.once('data', () => answer(socket))));
}

/** A port at which nobody listens. */
export async function closedPort(): Promise<number> {
	const server = await listen(createServer());
	await server.close();
	return server.port;
}

export interface Proxy extends LocalServer {
	/** What was asked for, such as `CONNECT localhost:8443` or `POST http://digits.invalid/invocations`. */
	readonly asked: readonly string[];
}

/** An HTTP proxy, which leads every request to one port of this machine, or turns it away: `password` wants one. */
export async function startProxy(target: number, password?: string): Promise<Proxy> {
	const asked: string[] = [];
	const server = createHttpServer();
	const isRefused = ({ headers }: IncomingMessage) =>
		password !== undefined &&
		headers['proxy-authorization'] !== `Basic ${Buffer.from(`me:${password}`).toString('base64')}`;
	const refusal = { 'proxy-authenticate': 'Basic realm="company"', 'content-type': 'text/html' };
	server.on('request', (request, response) => {
		asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
		if (isRefused(request)) {
			response.writeHead(407, refusal).end('<html>Sign in</html>');
			return;
		}
		const { pathname, search } = new URL(request.url ?? '');
		const head = `${request.method ?? ''} ${pathname}${search} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n`;
		const length = request.headers['content-length'] ?? '0';
		const onward = connect(target, '127.0.0.1');
		onward.write(`${head}content-length: ${length}\r\n\r\n`);
		request.pipe(onward, { end: false });
		onward.pipe(response.socket as Socket);
	});
	server.on('connect', (request, socket) => {
		asked.push(`CONNECT ${request.url ?? ''}`);
		if (isRefused(request)) {
			socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic realm="company"\r\n\r\n');
			return;
		}
		const onward = connect(target, '127.0.0.1', () => {
			socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
			onward.pipe(socket).pipe(onward);
		});
		socket.on('error', () => onward.destroy());
	});
	return { ...(await listen(server)), asked };
}
