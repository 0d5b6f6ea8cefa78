import { classifyPictures, type Pipeline } from '../app/classifyPictures.ts';
import type { Classified } from '../app/outcome.ts';
import { largestOf, type LocatedDigit } from '../core/normalization.ts';
import type { Prediction } from '../core/prediction.ts';
import { errorCodes, HttpError, toHttpError } from './httpError.ts';
import { readPicture } from './readPicture.ts';

/** What API Gateway's REST APIs (1.0) and HTTP APIs (2.0) have in common in their events. */
export interface HttpEvent {
	/** Of 1.0. */
	readonly httpMethod?: string;
	/** With `http` in 2.0. */
	readonly requestContext?: { readonly stage?: string; readonly http?: { readonly method?: string } };
	/** In the caller's case (1.0) or in lower case (2.0). */
	readonly headers?: Readonly<Record<string, string | undefined>> | null;
	readonly body?: string | null;
	readonly isBase64Encoded?: boolean;
}

export interface InvocationContext {
	readonly getRemainingTimeInMillis: () => number;
}

/** Both kinds of API take it. */
export interface HttpResult {
	readonly statusCode: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

/** What the service says of a picture. */
export type Answer = Prediction & {
	/** All digits in reading order, where there are several. */
	readonly digits?: readonly (Prediction & Pick<LocatedDigit, 'box' | 'line'>)[];
};

export interface HandlerOptions extends Omit<Pipeline, 'steps'> {
	readonly log: (message: string) => void;
	/** Of web pages that may ask from a browser, such as `https://example.com`; default: none. */
	readonly allowedOrigin?: string;
}

const field = 'img';

/** What such a page may send (Fetch standard, 3.3.3). */
const preflight = {
	'access-control-allow-methods': 'POST',
	'access-control-allow-headers': 'content-type, x-api-key',
	'access-control-max-age': '600',
};

/** What an answer needs to be written before Lambda ends the call. */
const reserve = 1000;

/**
 * `POST` of a picture (see `readPicture`; mostly a form with the field `img`) → `{"label": 7}`, with `probabilities`
 * where the model gives them, and `digits` where the picture has several. `OPTIONS` is answered as browsers ask before
 * they let a page send. Errors are `{"Code": …, "Message": …}`, as Chalice writes them. Never rejects.
 */
export function createHandler(options: HandlerOptions) {
	const { allowedOrigin } = options;
	const cors = { ...(allowedOrigin && { 'access-control-allow-origin': allowedOrigin }) };
	const respond = (statusCode: number, body: object): HttpResult => ({
		statusCode,
		headers: { 'content-type': 'application/json', ...cors },
		body: JSON.stringify(body),
	});
	return async (event: HttpEvent, context: InvocationContext): Promise<HttpResult> => {
		if ((event.httpMethod ?? event.requestContext?.http?.method) === 'OPTIONS') {
			return { statusCode: 204, headers: { ...cors, ...(allowedOrigin && preflight) }, body: '' };
		}
		try {
			return respond(200, await classify(event, context, options));
		} catch (error) {
			const { status, message } = error instanceof HttpError ? error : unexpected(error, options);
			const code = errorCodes[status];
			return respond(status, { Code: code, Message: `${code}: ${message}` });
		}
	};
}

async function classify(event: HttpEvent, context: InvocationContext, options: HandlerOptions): Promise<Answer> {
	const contentType = readHeader(event, 'content-type');
	const { name, bytes } = await readPicture(readBody(event, contentType), contentType, field);
	const signal = AbortSignal.timeout(Math.max(0, context.getRemainingTimeInMillis() - reserve));
	const pictures = [{ name, read: () => Promise.resolve(bytes) }];
	try {
		for await (const outcome of classifyPictures(pictures, { ...options, steps: false }, signal)) {
			if (outcome.ok) {
				return toAnswer(outcome);
			}
			options.log(JSON.stringify(outcome.problem));
			throw toHttpError(outcome.problem, field);
		}
	} catch (error) {
		throw signal.aborted ? new HttpError(504, 'The endpoint did not answer in time') : error;
	}
	throw new Error('One picture went in and nothing came out');
}

/** The largest digit's prediction, as of one alone; where there are several, with those of all. */
function toAnswer({ prepared: { digits }, predictions }: Classified): Answer {
	const answer = predictions[largestOf(digits)] ?? predictions[0];
	return predictions.length === 1
		? answer
		: {
				...answer,
				digits: digits.flatMap(({ box, line }, index) => {
					const prediction = predictions[index];
					return prediction ? [{ ...prediction, box, line }] : [];
				}),
			};
}

function readBody({ body, isBase64Encoded = false }: HttpEvent, contentType: string): Uint8Array {
	if (!isBase64Encoded && body?.includes('\ufffd')) {
		const type = contentType.replace(/;.*/s, '');
		throw new HttpError(500, `The API must have ${type} among its binary media types`);
	}
	return Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8');
}

function readHeader({ headers }: HttpEvent, name: string): string {
	return Object.entries(headers ?? {}).find(([key]) => key.toLowerCase() === name)?.[1] ?? '';
}

function unexpected(error: unknown, { log }: HandlerOptions): HttpError {
	log(error instanceof Error ? (error.stack ?? error.message) : String(error));
	return new HttpError(500, 'An internal server error occurred.');
}
