import { invokeContainer, type Predict } from '../sageMakerServer/runtime/container.ts';
import { readRequest, startHttpServer, type HttpServer } from '../httpServer.ts';

/**
 * A container on this machine whose model answers as `predict` does.
 * @param mayAnswer what the answer to the request of this number, from 1, waits for
 */
export async function startModel(
	predict: Predict,
	mayAnswer: (request: number) => Promise<void> = async () => undefined,
): Promise<HttpServer> {
	let requests = 0;
	return startHttpServer((request, response) => {
		void readRequest(request).then(async ({ body }) => {
			if (request.url !== '/ping') {
				await mayAnswer(++requests);
			}
			const { 'content-type': contentType = '', accept = '' } = request.headers;
			const answer =
				request.url === '/ping'
					? { status: 200, headers: {}, body: '' }
					: invokeContainer({ contentType, accept, body }, { predict, objective: 'multi:softprob' });
			response.writeHead(answer.status, answer.headers).end(answer.body);
		});
	});
}

/** Knows a 3, and hesitates over a 7, which has half its ink. */
export function hesitate(row: Float32Array): number[] {
	const ink = row.reduce((sum, value) => sum + value, 0);
	return ink < 100 ? [0, 0.36, 0, 0, 0.02, 0, 0, 0.62, 0, 0] : [0, 0, 0, 1, 0, 0, 0, 0, 0, 0];
}

/** As a model of EMNIST's 47 classes answers: most of them are possible, and one is likely. */
export function among47(): number[] {
	const shares = Array.from({ length: 47 }, (_, label) => (label === 7 ? 60 : 1 + ((label * 7) % 11)));
	const sum = shares.reduce((total, share) => total + share, 0);
	return shares.map((share) => share / sum);
}
