import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Checksum, ChecksumAlgorithm } from './checksum.ts';
import { s3Error } from './s3Error.ts';

/** A file of the server's, with a run of an object's bytes. */
export interface StoredFile {
	readonly path: string;
	readonly size: number;
}

export interface StoredObject {
	readonly key: string;
	readonly files: readonly StoredFile[];
	readonly size: number;
	/** Without quotes. */
	readonly etag: string;
	readonly modified: Date;
	readonly checksum?: Checksum;
	/** `content-type`, `x-amz-meta-…` and whatever else comes back as it was sent. */
	readonly headers: Readonly<Record<string, string>>;
}

export interface UploadedPart extends StoredFile {
	readonly number: number;
	readonly etag: string;
	readonly modified: Date;
	readonly checksum?: Checksum;
}

export interface MultipartUpload {
	readonly id: string;
	readonly key: string;
	readonly initiated: Date;
	readonly algorithm?: ChecksumAlgorithm;
	readonly headers: Readonly<Record<string, string>>;
	readonly parts: Map<number, UploadedPart>;
}

export interface Bucket {
	readonly name: string;
	readonly region: string;
	readonly created: Date;
	readonly objects: Map<string, StoredObject>;
	readonly uploads: Map<string, MultipartUpload>;
	/** Its encryption, versioning and so on, as they were put. */
	readonly settings: Map<string, string>;
}

/** The buckets of an account. Their objects' bytes are files in a temporary folder, so that these may be large. */
export class Buckets {
	readonly #buckets = new Map<string, Bucket>();
	readonly #clock: () => number;
	#folder?: Promise<string>;

	constructor(clock: () => number) {
		this.#clock = clock;
	}

	get all(): readonly Bucket[] {
		return [...this.#buckets.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
	}

	now(): Date {
		return new Date(this.#clock());
	}

	/** @throws AwsError */
	create(name: string, region: string): Bucket {
		// As the naming rules of general purpose buckets say.
		if (!/^(?!\d+\.\d+\.\d+\.\d+$)(?!xn--)[a-z\d][a-z\d.-]{1,61}[a-z\d]$/.test(name) || name.includes('..')) {
			throw s3Error('InvalidBucketName', undefined, { BucketName: name });
		}
		if (this.#buckets.has(name)) {
			throw s3Error('BucketAlreadyOwnedByYou', undefined, { BucketName: name });
		}
		const bucket = { name, region, created: this.now(), objects: new Map(), uploads: new Map(), settings: new Map() };
		this.#buckets.set(name, bucket);
		return bucket;
	}

	/** @throws AwsError `NoSuchBucket`, or `PermanentRedirect` where it is in another region. */
	get(name: string, region: string): Bucket {
		const bucket = this.#buckets.get(name);
		if (bucket === undefined) {
			throw s3Error('NoSuchBucket', undefined, { BucketName: name });
		}
		if (bucket.region !== region) {
			throw s3Error('PermanentRedirect', undefined, {
				Bucket: name,
				Endpoint: `${name}.s3.${bucket.region}.amazonaws.com`,
				Region: bucket.region,
			});
		}
		return bucket;
	}

	/** @throws AwsError */
	delete({ name, objects, uploads }: Bucket): void {
		if (objects.size > 0 || uploads.size > 0) {
			throw s3Error('BucketNotEmpty', undefined, { BucketName: name });
		}
		this.#buckets.delete(name);
	}

	async put({ objects }: Bucket, object: StoredObject): Promise<void> {
		const before = objects.get(object.key);
		objects.set(object.key, object);
		await this.discard(before?.files ?? []);
	}

	async deleteObject({ objects }: Bucket, key: string): Promise<void> {
		const object = objects.get(key);
		objects.delete(key);
		await this.discard(object?.files ?? []);
	}

	/** The path of a file that is still to be written. */
	async newFile(): Promise<string> {
		this.#folder ??= mkdtemp(join(tmpdir(), 'digit-classifier-s3-'));
		return join(await this.#folder, randomBytes(16).toString('hex'));
	}

	async discard(files: readonly StoredFile[]): Promise<void> {
		await Promise.all(files.map(({ path }) => rm(path, { force: true })));
	}

	/** All of them, and whatever was stored. */
	async close(): Promise<void> {
		if (this.#folder) {
			await rm(await this.#folder, { recursive: true, force: true });
		}
	}
}

/** An object's bytes from `start` up to and without `end`. */
export function readObject({ files, size }: StoredObject, start = 0, end = size): Readable {
	return Readable.from(readFiles(files, start, end), { objectMode: false });
}

export async function readWholeObject(object: StoredObject): Promise<Buffer> {
	return buffer(readObject(object));
}

async function* readFiles(files: readonly StoredFile[], start: number, end: number): AsyncGenerator<Buffer> {
	let offset = 0;
	for (const { path, size } of files) {
		const from = Math.max(start - offset, 0);
		const to = Math.min(end - offset, size);
		if (from < to) {
			yield* createReadStream(path, { start: from, end: to - 1 }) as AsyncIterable<Buffer>;
		}
		offset += size;
	}
}
