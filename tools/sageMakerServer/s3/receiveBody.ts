import { createHash } from 'node:crypto';
import type { WireHead } from '../http.ts';
import { decodeAwsChunked } from './awsChunked.ts';
import {
	checksumAlgorithms,
	checksumHeader,
	createChecksum,
	type Checksum,
	type ChecksumAlgorithm,
} from './checksum.ts';
import { s3Error } from './s3Error.ts';

export interface Received {
	/** Of the content, in bytes. */
	readonly size: number;
	/** In hexadecimal: the `ETag` of a part. */
	readonly md5: string;
	/** What the client sent, and found right; else of the algorithm asked for. */
	readonly checksum?: Checksum;
}

const streaming = 'STREAMING-UNSIGNED-PAYLOAD-TRAILER';

/**
 * Hands the content of a request's body on, piece by piece, and checks it against all that the client says of it:
 * length, SHA-256 of the signature, MD5, and the checksum in a header or a trailer.
 * @throws AwsError once the whole was handed on.
 */
export async function receiveBody(
	{ headers }: Pick<WireHead, 'headers'>,
	body: AsyncIterable<Buffer>,
	write: (bytes: Buffer) => Promise<void> | void,
): Promise<Received> {
	const payload = headers['x-amz-content-sha256'] ?? '';
	if (payload.startsWith('STREAMING-') && payload !== streaming) {
		throw s3Error('NotImplemented', `x-amz-content-sha256: ${payload} is not known to this server.`);
	}
	const trailers = new Map<string, string>();
	const content = payload === streaming ? decodeAwsChunked(body, trailers) : body;
	const announced = headers['x-amz-trailer'];
	const algorithm = algorithmOf([...Object.keys(headers), ...(announced === undefined ? [] : [announced])]);
	const checksum = algorithm && createChecksum(algorithm);
	const md5 = createHash('md5');
	const sha256 = createHash('sha256');
	let size = 0;
	for await (const bytes of content) {
		size += bytes.length;
		md5.update(bytes);
		sha256.update(bytes);
		checksum?.update(bytes);
		await write(bytes);
	}
	const length = headers['x-amz-decoded-content-length'];
	if (length !== undefined && Number(length) !== size) {
		throw s3Error('IncompleteBody');
	}
	if (/^[\da-f]{64}$/.test(payload) && sha256.digest('hex') !== payload) {
		throw s3Error('XAmzContentSHA256Mismatch');
	}
	const digest = md5.digest();
	if (headers['content-md5'] !== undefined && headers['content-md5'] !== digest.toString('base64')) {
		throw s3Error('BadDigest');
	}
	const received = { size, md5: digest.toString('hex') };
	if (algorithm === undefined || checksum === undefined) {
		return received;
	}
	const header = checksumHeader(algorithm);
	if (announced !== undefined && !trailers.has(header)) {
		throw s3Error('MalformedTrailerError');
	}
	const value = checksum.digest().toString('base64');
	const claimed = trailers.get(header) ?? headers[header];
	if (claimed !== undefined && claimed !== value) {
		throw s3Error('BadDigest', `The ${algorithm} you specified did not match the calculated checksum.`);
	}
	return { ...received, checksum: { algorithm, value } };
}

/** The whole body of a small request. @throws AwsError */
export async function receiveText(head: WireHead, body: AsyncIterable<Buffer>): Promise<string> {
	const chunks: Buffer[] = [];
	await receiveBody(head, body, (bytes) => {
		chunks.push(bytes);
	});
	return Buffer.concat(chunks).toString('utf8');
}

/** Of the checksum that a header carries or announces. @throws AwsError */
function algorithmOf(names: readonly string[]): ChecksumAlgorithm | undefined {
	const name = names
		.map((one) => /^x-amz-checksum-(?!algorithm$|mode$|type$)(.+)$/.exec(one)?.[1])
		.find((one) => one !== undefined);
	const algorithm = checksumAlgorithms.find((known) => known.toLowerCase() === name);
	if (name !== undefined && algorithm === undefined) {
		throw s3Error('NotImplemented', `x-amz-checksum-${name} is not known to this server.`);
	}
	return algorithm;
}
