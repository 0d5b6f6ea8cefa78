import { isNoAnswer, noAnswer, type ErrorKind, type Faults } from '../faults.ts';
import { orError, type StreamedAnswer, type WireHead } from '../http.ts';
import type { Verified } from '../sigV4.ts';
import type { Buckets } from './buckets.ts';
import { operationOf } from './operations.ts';
import { s3Error, xmlError, type S3ErrorCode } from './s3Error.ts';

/** S3 in path style: buckets, objects, uploads in parts; no versions, copies or access lists. */
export class S3 {
	readonly #buckets: Buckets;
	readonly #faults: Faults;
	readonly #verify: (head: WireHead) => Verified;

	/** @param verify Throws an `AwsError`. */
	constructor(buckets: Buckets, faults: Faults, verify: (head: WireHead) => Verified) {
		this.#buckets = buckets;
		this.#faults = faults;
		this.#verify = verify;
	}

	async answer(head: WireHead, body: AsyncIterable<Buffer>): Promise<StreamedAnswer> {
		const { body: content, ...rest } = await orError(xmlError, () => this.#answer(head, body));
		// What answers a HEAD has no body, not even of an error.
		return head.method === 'HEAD' || content === undefined ? rest : { ...rest, body: content };
	}

	async #answer(head: WireHead, body: AsyncIterable<Buffer>): Promise<StreamedAnswer> {
		const { key: accessKey, region } = this.#verify(head);
		const [, bucketName = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(head.path)?.map(decodeURIComponent) ?? [];
		const query = new URLSearchParams(head.query);
		const request = { head, query, body, region, buckets: this.#buckets, bucketName, key };
		const { name, run } = operationOf(request);
		if (accessKey.denied?.includes(`s3:${name}`)) {
			const resource = `arn:aws:s3:::${bucketName}${key && `/${key}`}`;
			throw s3Error(
				'AccessDenied',
				`User: ${accessKey.arn} is not authorized to perform: s3:${name} on resource: "${resource}" ` +
					`because no identity-based policy allows the s3:${name} action`,
			);
		}
		const fault = this.#faults.next(name, key || bucketName);
		if (fault !== undefined) {
			if (isNoAnswer(fault)) {
				return noAnswer(fault);
			}
			throw s3Error(faultCodes[fault]);
		}
		return run(request);
	}
}

const faultCodes: Readonly<Record<ErrorKind, S3ErrorCode>> = {
	accessDenied: 'AccessDenied',
	expiredToken: 'ExpiredToken',
	throttled: 'SlowDown',
	resourceLimit: 'ServiceUnavailable',
	serviceUnavailable: 'ServiceUnavailable',
	internalFailure: 'InternalError',
};
