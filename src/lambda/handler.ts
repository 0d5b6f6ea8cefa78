import { classifyPictures, type Pipeline } from '../app/classifyPictures.ts';
import type { Prediction } from '../core/prediction.ts';
import { errorCodes, HttpError, toHttpError } from './httpError.ts';
import { readForm } from './readForm.ts';

/** What API Gateway's REST APIs (1.0) and HTTP APIs (2.0) have in common in their events. */
export interface HttpEvent {
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

export interface HandlerOptions extends Omit<Pipeline, 'steps'> {
	readonly log: (message: string) => void;
}

const field = 'img';

/** What an answer needs to be written before Lambda ends the call. */
const reserve = 1000;

/**
 * `POST` of a form whose field `img` is a picture → `{"label": 7}`, with `probabilities` where the model gives
 * them. Errors are `{"Code": …, "Message": …}`, as Chalice writes them. Never rejects.
 */
export function createHandler(options: HandlerOptions) {
	return async (event: HttpEvent, context: InvocationContext): Promise<HttpResult> => {
		try {
			return respond(200, await classify(event, context, options));
		} catch (error) {
			const { status, message } = error instanceof HttpError ? error : unexpected(error, options);
			const code = errorCodes[status];
			return respond(status, { Code: code, Message: `${code}: ${message}` });
		}
	};
}

async function classify(event: HttpEvent, context: InvocationContext, options: HandlerOptions): Promise<Prediction> {
	const { name, bytes } = await readForm(readBody(event), readHeader(event, 'content-type'), field);
	const signal = AbortSignal.timeout(Math.max(0, context.getRemainingTimeInMillis() - reserve));
	const pictures = [{ name, read: () => Promise.resolve(bytes) }];
	try {
		for await (const outcome of classifyPictures(pictures, { ...options, steps: false }, signal)) {
			if (outcome.ok) {
				return outcome.predictions[0];
			}
			options.log(JSON.stringify(outcome.problem));
			throw toHttpError(outcome.problem, field);
		}
	} catch (error) {
		throw signal.aborted ? new HttpError(504, 'The endpoint did not answer in time') : error;
	}
	throw new Error('One picture went in and nothing came out');
}

function readBody({ body, isBase64Encoded = false }: HttpEvent): Uint8Array {
	if (!isBase64Encoded && body?.includes('\ufffd')) {
		throw new HttpError(500, 'The API must have multipart/form-data among its binary media types');
	}
	return Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8');
}

function readHeader({ headers }: HttpEvent, name: string): string {
	return Object.entries(headers ?? {}).find(([key]) => key.toLowerCase() === name)?.[1] ?? '';
}

function respond(statusCode: number, body: object): HttpResult {
	return { statusCode, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function unexpected(error: unknown, { log }: HandlerOptions): HttpError {
	log(error instanceof Error ? (error.stack ?? error.message) : String(error));
	return new HttpError(500, 'An internal server error occurred.');
}
