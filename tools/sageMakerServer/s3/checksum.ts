import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** Those of S3's algorithms that the server knows; CRC32C and CRC64NVME are refused. */
export const checksumAlgorithms = ['CRC32', 'SHA1', 'SHA256'] as const;

export type ChecksumAlgorithm = (typeof checksumAlgorithms)[number];

export interface Checksum {
	readonly algorithm: ChecksumAlgorithm;
	/** In base64; of several parts with `-` and their number at the end. */
	readonly value: string;
}

export interface RunningDigest {
	update(bytes: Buffer): unknown;
	digest(): Buffer;
}

export function createChecksum(algorithm: ChecksumAlgorithm): RunningDigest {
	return algorithm === 'CRC32' ? new Crc32() : createHash(algorithm.toLowerCase());
}

/** Of an object in parts: the checksum of its parts' checksums, and how many there are. */
export function compositeChecksum(algorithm: ChecksumAlgorithm, parts: readonly string[]): Checksum {
	const whole = createChecksum(algorithm);
	whole.update(Buffer.concat(parts.map((part) => Buffer.from(part, 'base64'))));
	return { algorithm, value: `${whole.digest().toString('base64')}-${parts.length}` };
}

/** The header, or trailer, that carries it. */
export function checksumHeader(algorithm: string): string {
	return `x-amz-checksum-${algorithm.toLowerCase()}`;
}

class Crc32 implements RunningDigest {
	#value = 0;

	update(bytes: Buffer): void {
		this.#value = crc32(bytes, this.#value);
	}

	digest(): Buffer {
		const bytes = Buffer.alloc(4);
		bytes.writeUInt32BE(this.#value);
		return bytes;
	}
}
