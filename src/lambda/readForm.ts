import busboy from 'busboy';
import { HttpError } from './httpError.ts';

export interface FormFile {
	readonly name: string;
	readonly bytes: Uint8Array;
}

/** As much as comes through: Lambda takes 6 MB, of which base64 uses a quarter. */
const maximumBytes = 6 * 1024 * 1024;

/**
 * The field of a `multipart/form-data` body, whether it was sent as a file or as a plain value.
 * Rejects with an `HttpError`: 415 for another content type, 400 without the field, 413 for too large a one.
 */
export function readForm(body: Uint8Array, contentType: string, field: string): Promise<FormFile> {
	return new Promise((resolve, reject) => {
		if (!/^multipart\/form-data\b/i.test(contentType)) {
			reject(new HttpError(415, `Unsupported media type: ${contentType}`));
			return;
		}
		const broken = (error: unknown): void => {
			reject(new HttpError(400, error instanceof Error ? error.message : String(error)));
		};
		try {
			const form = busboy({
				headers: { 'content-type': contentType },
				// Keeps every byte of a value.
				defCharset: 'latin1',
				limits: { fileSize: maximumBytes, fieldSize: maximumBytes },
			});
			form.on('file', (name, stream, { filename }) => {
				const chunks: Buffer[] = [];
				stream.on('error', broken);
				stream.on('data', (chunk: Buffer) => name === field && chunks.push(chunk));
				stream.on('limit', () => {
					reject(new HttpError(413, `The field '${name}' is larger than ${maximumBytes} bytes`));
				});
				stream.on('close', () => {
					if (name === field) {
						resolve({ name: filename ?? name, bytes: Buffer.concat(chunks) });
					}
				});
			});
			form.on('field', (name, value) => {
				if (name === field) {
					resolve({ name, bytes: Buffer.from(value, 'latin1') });
				}
			});
			form.on('error', broken);
			form.on('close', () => {
				reject(new HttpError(400, `The form has no field '${field}'`));
			});
			form.end(body);
		} catch (error) {
			broken(error);
		}
	});
}
