import type { Answer } from '../http.ts';
import type { Verified } from '../sigV4.ts';

interface StoredObject {
	readonly body: string;
	readonly contentType: string;
	/** How often it is asked for in vain first. */
	waits: number;
}

export const answerBucket = 'digits-answers';

/** The bucket of S3 that asynchronous endpoints answer into. */
export class Answers {
	readonly #objects = new Map<string, StoredObject>();

	/** @param path such as `/bucket/key` */
	put(path: string, body: string, contentType: string, waits: number): void {
		this.#objects.set(path, { body, contentType, waits });
	}

	/** `GetObject` with the bucket in the path. Who may not list is not told what is not there. */
	get(path: string, { key }: Verified): Answer {
		const bucket = path.split('/')[1] ?? '';
		if (key.denied?.includes('s3:GetObject')) {
			return denied(key.arn, 's3:GetObject', path.slice(1));
		}
		const object = this.#objects.get(path);
		if (object === undefined || object.waits-- > 0) {
			return key.denied?.includes('s3:ListBucket')
				? denied(key.arn, 's3:ListBucket', bucket)
				: xml(404, 'NoSuchKey', 'The specified key does not exist.');
		}
		if (key.denied?.includes('kms:Decrypt')) {
			return refused(key.arn, 'kms:Decrypt', 'on the resource associated with this ciphertext');
		}
		return { status: 200, headers: { 'content-type': object.contentType }, body: object.body };
	}
}

function denied(user: string, action: string, resource: string): Answer {
	return refused(user, action, `on resource: &quot;arn:aws:s3:::${resource}&quot;`);
}

function refused(user: string, action: string, on: string): Answer {
	const reason = `because no identity-based policy allows the ${action} action`;
	return xml(403, 'AccessDenied', `User: ${user} is not authorized to perform: ${action} ${on} ${reason}`);
}

function xml(status: number, code: string, message: string): Answer {
	const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
	return { status, headers: { 'content-type': 'application/xml' }, body };
}
