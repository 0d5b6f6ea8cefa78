import { HttpError } from './httpError.ts';
import { readForm, type FormFile } from './readForm.ts';

/**
 * The picture of a request: the field of a `multipart/form-data` form, the whole body of a type `image/…`, or the base64
 * text (also as a `data:` URL) of the field in an `application/json` object.
 * Rejects with an `HttpError`: 415 for another content type, 400 without the field, 413 for too large a one.
 */
export async function readPicture(body: Uint8Array, contentType: string, field: string): Promise<FormFile> {
	const type = /^[^;\s]*/.exec(contentType)?.[0].toLowerCase() ?? '';
	if (type === 'multipart/form-data') {
		const { name, bytes } = await readForm(body, contentType, field);
		return { name, bytes: decodeBase64(bytes) };
	}
	if (type.startsWith('image/') || type === 'application/octet-stream') {
		return { name: field, bytes: decodeBase64(body) };
	}
	if (type === 'application/json') {
		return { name: field, bytes: decodeBase64(Buffer.from(readJson(body, field))) };
	}
	const help = `send a form (multipart/form-data) with the picture in its field '${field}'`;
	const fault = type === '' ? 'The request has no content type' : `Unsupported media type: ${contentType}`;
	throw new HttpError(415, `${fault}; ${help}`);
}

function readJson(body: Uint8Array, field: string): string {
	try {
		const value: unknown = (JSON.parse(Buffer.from(body).toString()) as Record<string, unknown> | null)?.[field];
		if (typeof value === 'string') {
			return value;
		}
	} catch {
		throw new HttpError(400, 'The body is not JSON');
	}
	throw new HttpError(400, `The JSON has no text '${field}' with the picture in base64`);
}

/** The bytes of a base64 text, and those of anything else as they are: no picture is written in these letters alone. */
function decodeBase64(bytes: Uint8Array): Uint8Array {
	const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
	const base64 = /^\s*(?:data:[^,]{0,100},)?([\w+/=\s-]+)$/.exec(text)?.[1];
	return base64 === undefined ? bytes : Buffer.from(base64, 'base64');
}
