import type { Aws } from '../../aws/index.ts';
import { digitSide } from '../../core/image.ts';
import { parseAnswer } from '../../core/answer.ts';
import { ProblemError } from '../../core/problem.ts';
import type { Endpoint, Sample } from '../../core/ports.ts';
import type { Prediction } from '../../core/prediction.ts';
import type { RestApiConfig } from './config.ts';
import { encodeJpeg } from '../../codecs/jpeg/encode.ts';
import {
	parseSecureUrl,
	sendRequest,
	statusProblem,
	toHeaders,
	withoutQuery,
	withRequestId,
	type HttpAnswer,
	type HttpRequest,
} from '../http.ts';
import type { HttpProblem } from '../problems.ts';
import type { RestApiProblem } from './problems.ts';

export interface RestApiDependencies {
	/** The key of `authentication: apiKey`. */
	readonly secret: () => Promise<string | undefined>;
	/** What signs, of `authentication: iam`. */
	readonly loadAws: () => Promise<Pick<Aws, 'sign'>>;
}

/** API Gateway gives up after 29 s. */
const seconds = 35;

/** A form with a 28×28 JPEG of ours: the mean of MNIST's test digits, and 220 bytes of the form's own. */
const rowBytes = 1244 + 220;

/**
 * A service that takes a picture as a file in a `multipart/form-data` form and answers `{"label": 7}` or any
 * other form that `parseAnswer` reads.
 */
export function createRestApiEndpoint(config: RestApiConfig, dependencies: RestApiDependencies): Endpoint {
	const { name, labels } = config;
	return {
		name,
		needs: config.send === 'digit' ? 'digit' : 'original',
		isLocal: false,
		maximumBatch: 1,
		rowBytes,
		...(labels && { labels }),
		async classify(samples, signal) {
			const url = parseSecureUrl(config.url);
			const predictions: Prediction[] = [];
			let bytes = 0;
			let requestId: string | undefined;
			for (const sample of samples) {
				const request = await authenticate(await createRequest(url, sample, config), config, dependencies, signal);
				const answer = await sendRequest(request, signal);
				if (answer.status < 200 || answer.status > 299) {
					throw new ProblemError(withRequestId(refusal(answer, request), answer));
				}
				({ requestId } = answer);
				const contentType = answer.headers['content-type'];
				const context = { rows: 1, labels, places: config.answer, contentType, requestId };
				predictions.push(...parseAnswer(answer.text, context));
				bytes += request.body.length;
			}
			return {
				predictions,
				sent: {
					destination: withoutQuery(url),
					...(config.authentication === 'iam' && config.profile !== undefined && { profile: config.profile }),
					...(config.authentication === 'iam' && config.region !== undefined && { region: config.region }),
					requests: samples.length,
					rows: samples.length,
					bytes,
					...(requestId !== undefined && { requestId }),
				},
			};
		},
	};
}

type FormRequest = HttpRequest & { readonly method: 'POST'; readonly body: Uint8Array<ArrayBuffer> };

async function createRequest(url: URL, sample: Sample, config: RestApiConfig): Promise<FormRequest> {
	const form = new FormData();
	form.set(config.field ?? 'img', toFile(sample, config.send));
	// A Response is what knows how to write a form, and its boundary.
	const written = new Response(form);
	const headers = toHeaders(config.headers);
	headers.set('content-type', written.headers.get('content-type') ?? '');
	return { method: 'POST', url, headers, body: new Uint8Array(await written.arrayBuffer()), seconds };
}

/** Without a choice, the original goes only where every service must read it the same: as a 28×28 JPEG. */
function toFile(sample: Sample, send: RestApiConfig['send']): File {
	const { digit, name, original, picture } = sample;
	const { format, mended, originalHeight, originalWidth } = picture ?? {};
	const isDigitJpeg = format === 'jpeg' && !mended && originalWidth === digitSide && originalHeight === digitSide;
	if (original && format && (send === 'original' || (send === undefined && isDigitJpeg))) {
		// In an evaluation it has folders, which may say the true label.
		const ownName = name.slice(name.lastIndexOf('/') + 1);
		return new File([new Uint8Array(original)], ownName, { type: `image/${format}` });
	}
	const jpeg = encodeJpeg({ width: digitSide, height: digitSide, pixels: digit });
	return new File([new Uint8Array(jpeg)], 'digit.jpg', { type: 'image/jpeg' });
}

async function authenticate(
	request: FormRequest,
	config: RestApiConfig,
	{ secret, loadAws }: RestApiDependencies,
	signal: AbortSignal,
): Promise<FormRequest> {
	const headers = new Headers(request.headers);
	switch (config.authentication ?? 'none') {
		case 'none':
			return request;
		case 'apiKey': {
			const key = await secret();
			if (key === undefined || key === '') {
				throw new ProblemError({ code: 'apiKeyMissing' });
			}
			try {
				headers.set('x-api-key', key);
			} catch {
				// Its message has the key in it.
				throw new ProblemError({ code: 'headersInvalid', detail: 'x-api-key' });
			}
			return { ...request, headers };
		}
		case 'iam': {
			const { method, url, body } = request;
			const unsigned = { method, url, headers: Object.fromEntries(headers), body };
			const signed = await (await loadAws()).sign(config, 'execute-api', unsigned, signal);
			return { ...request, headers: new Headers(signed) };
		}
	}
}

/** API Gateway says in `x-amzn-errortype` and in the message what a 403 is about. */
function refusal(answer: HttpAnswer, request: HttpRequest): HttpProblem | RestApiProblem {
	const { status, text, headers } = answer;
	const url = withoutQuery(request.url);
	if (status === 404) {
		return { code: 'apiPathUnknown', url };
	}
	if (status !== 401 && status !== 403) {
		return statusProblem(answer, request);
	}
	const reason = (headers['x-amzn-errortype'] ?? '').replace(/[:,].*$/, '');
	if (reason === 'MissingAuthenticationTokenException' || /"Missing Authentication Token"/.test(text)) {
		return { code: 'apiPathUnknown', url };
	}
	const isForbidden = reason === 'ForbiddenException' || /^\s*\{"message":\s*"Forbidden"\}\s*$/.test(text);
	if (status === 403 && isForbidden && !request.headers.has('authorization')) {
		return { code: 'apiKeyRefused', sent: request.headers.has('x-api-key') };
	}
	return { code: 'apiAccessDenied', reason, detail: text.slice(0, 1000) };
}
