import busboy from 'busboy';
import { HttpError } from './httpError.ts';

export interface FormFile {
	readonly name: string;
	readonly bytes: Uint8Array;
}

/** As much as comes through: Lambda takes 6 MB, of which base64 uses a quarter. */
const maximumBytes = 6 * 1024 * 1024;

/**
 * The field of a `multipart/form-data` body, whether it was sent as a file or as a plain value, and as `field` or
 * `field[]`; of several the last that is not empty. The form's end may be missing, as some clients leave it out.
 * Rejects with an `HttpError`: 400 without the field, 413 for too large a one.
 */
export function readForm(body: Uint8Array, contentType: string, field: string): Promise<FormFile> {
	return new Promise((resolve, reject) => {
		const broken = (error: unknown): void => {
			reject(new HttpError(400, error instanceof Error ? error.message : String(error)));
		};
		let found: FormFile | undefined;
		const take = (name: string, file: FormFile): void => {
			if ((name === field || name === `${field}[]`) && (!found || file.bytes.length > 0)) {
				found = file;
			}
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
				stream.on('data', (chunk: Buffer) => chunks.push(chunk));
				stream.on('limit', () => {
					reject(new HttpError(413, `The field '${name}' is larger than ${maximumBytes} bytes`));
				});
				stream.on('close', () => {
					take(name, { name: filename ?? name, bytes: Buffer.concat(chunks) });
				});
			});
			form.on('field', (name, value) => {
				take(name, { name, bytes: Buffer.from(value, 'latin1') });
			});
			form.on('error', broken);
			form.on('close', () => {
				if (found) {
					resolve(found);
				} else {
					reject(new HttpError(400, `The form has no field '${field}'`));
				}
			});
			form.write(body);
			form.end(missingEnd(body, contentType));
		} catch (error) {
			broken(error);
		}
	});
}

/** What the body lacks of the line that ends a form (RFC 2046, 5.1.1). */
function missingEnd(body: Uint8Array, contentType: string): string {
	const [, quoted, bare] = /;\s*boundary=(?:"([^"]*)"|([^;\s]*))/i.exec(contentType) ?? [];
	const end = `--${quoted ?? bare ?? ''}--`;
	const endsLine = body.at(-2) === 13 && body.at(-1) === 10;
	return Buffer.from(body).includes(end) ? '' : `${endsLine ? '' : '\r\n'}${end}\r\n`;
}
