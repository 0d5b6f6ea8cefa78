import { parseAnswer } from '../../core/answer.ts';
import { meanRowBytes } from '../../core/csv.ts';
import { digitPixels } from '../../core/image.ts';
import { modelRefusal, type ModelRefusal, type RefusedRequest } from '../../core/modelRefusal.ts';
import type { Endpoint } from '../../core/ports.ts';
import type { Prediction } from '../../core/prediction.ts';
import { ProblemError } from '../../core/problem.ts';
import { toRow } from '../../core/rows.ts';
import {
	parseUrl,
	sendRequest,
	statusProblem,
	withoutQuery,
	withRequestId,
	type HttpAnswer,
	type HttpRequest,
} from '../http.ts';
import type { HttpProblem } from '../problems.ts';
import { sendHalving } from '../sendHalving.ts';
import type { ContainerConfig } from './config.ts';
import type { ContainerProblem } from './problems.ts';

/** SageMaker gives a container as long. */
const seconds = 60;

/** A row has at most 20 kB, and the XGBoost container takes 6 MiB: half of it leaves room for others. */
const maximumBatch = 200;

/** A model behind SageMaker's container contract, asked directly: `POST /invocations` with rows. */
export function createContainerEndpoint(config: ContainerConfig): Endpoint {
	const { name, labels } = config;
	return {
		name,
		needs: 'digit',
		isLocal: false,
		maximumBatch,
		rowBytes: meanRowBytes[config.pixelRange ?? '0-1'],
		...(labels && { labels }),
		async classify(samples, signal) {
			const url = containerUrl(config.url, 'invocations');
			const { accept = 'text/csv', contentType = 'text/csv', featureOffset = 0 } = config;
			const headers = new Headers({ 'content-type': contentType, accept });
			const features = digitPixels + featureOffset;
			const destination = withoutQuery(url);
			let requests = 0;
			let bytes = 0;

			async function send(rows: readonly string[]): Promise<readonly Prediction[]> {
				const body = new TextEncoder().encode(rows.join('\n'));
				requests += 1;
				bytes += body.length;
				const request = { method: 'POST', url, headers, body, seconds } as const satisfies HttpRequest;
				const answer = await sendRequest(request, signal);
				if (answer.status < 200 || answer.status > 299) {
					const refused = { asked: destination, bytes: body.length, features, accept };
					throw new ProblemError(withRequestId(refusal(answer, request, refused), answer));
				}
				return parseAnswer(answer.text, {
					rows: rows.length,
					labels,
					places: config.answer,
					contentType: answer.headers['content-type'],
					requestId: answer.requestId,
				});
			}

			const rows = samples.map(({ digit }) => toRow(digit, config));
			const predictions = await sendHalving(rows, send);
			return { predictions, sent: { destination, requests, rows: rows.length, bytes } };
		},
	};
}

/** Whether a container at `url` says that it is well. Rejects with nothing but the signal's reason. */
export async function pingContainer(url: string, signal: AbortSignal): Promise<boolean> {
	try {
		const ping = { method: 'GET', url: containerUrl(url, 'ping'), headers: new Headers(), seconds: 3 } as const;
		return (await sendRequest(ping, signal)).status === 200;
	} catch {
		signal.throwIfAborted();
		return false;
	}
}

function containerUrl(text: string, path: 'invocations' | 'ping'): URL {
	const url = parseUrl(text);
	url.pathname = `${url.pathname.replace(/(\/invocations)?\/*$/, '')}/${path}`;
	return url;
}

/** The container's own words are plain text, whatever their content type says; its server's are pages. */
function refusal(
	answer: HttpAnswer,
	request: HttpRequest,
	refused: RefusedRequest,
): ModelRefusal | HttpProblem | ContainerProblem {
	const text = answer.text.trim();
	const words = text.startsWith('<') ? '' : text.slice(0, 1000);
	const { status } = answer;
	return (
		modelRefusal(status, words, refused) ??
		(words === '' ? statusProblem(answer, request) : { code: 'containerRefused', status, detail: words })
	);
}
