import { parseAnswer } from '../../core/answer.ts';
import { ProblemError } from '../../core/problem.ts';
import { toCsv } from '../../core/csv.ts';
import type { Endpoint } from '../../core/ports.ts';
import type { ContainerConfig } from './config.ts';
import { parseUrl, sendRequest, statusProblem, withoutQuery, type HttpAnswer, type HttpRequest } from '../http.ts';
import type { HttpProblem } from '../problems.ts';
import type { ContainerProblem } from './problems.ts';

/** SageMaker gives a container as long. */
const seconds = 60;

/** A row has at most 16 kB, and the XGBoost container takes 6 MiB: half of it leaves room for others. */
const maximumBatch = 200;

/** A model behind SageMaker's container contract, asked directly: `POST /invocations` with `text/csv`. */
export function createContainerEndpoint(config: ContainerConfig): Endpoint {
	const { name, labels } = config;
	return {
		name,
		needs: 'digit',
		isLocal: false,
		maximumBatch,
		...(labels && { labels }),
		async classify(samples, signal) {
			const body = new TextEncoder().encode(
				toCsv(
					samples.map(({ digit }) => digit),
					config.pixelRange,
				),
			);
			const request = {
				method: 'POST',
				url: containerUrl(config.url, 'invocations'),
				headers: new Headers({ 'content-type': 'text/csv', accept: config.accept ?? 'text/csv' }),
				body,
				seconds,
			} as const satisfies HttpRequest;
			const answer = await sendRequest(request, signal);
			if (answer.status !== 200) {
				throw new ProblemError(refusal(answer, request));
			}
			const predictions = parseAnswer(answer.text, {
				rows: samples.length,
				classes: labels?.length,
				contentType: answer.headers.get('content-type'),
			});
			return {
				predictions,
				sent: { destination: withoutQuery(request.url), requests: 1, rows: samples.length, bytes: body.length },
			};
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
function refusal(answer: HttpAnswer, request: HttpRequest): HttpProblem | ContainerProblem {
	const detail = answer.text.trim().slice(0, 1000);
	return detail === '' || detail.startsWith('<')
		? statusProblem(answer, request)
		: { code: 'containerRefused', status: answer.status, detail };
}
