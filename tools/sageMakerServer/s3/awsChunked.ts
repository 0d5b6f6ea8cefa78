import { s3Error } from './s3Error.ts';

/**
 * The content of a body in `aws-chunked` encoding without signatures of its chunks: `SIZE\r\n`, in hexadecimal, and so
 * many bytes, again and again; `0` ends it. The trailing headers are put into `trailers`.
 * @throws AwsError
 */
export async function* decodeAwsChunked(
	body: AsyncIterable<Buffer>,
	trailers: Map<string, string>,
): AsyncGenerator<Buffer> {
	const reader = new Reader(body);
	for (;;) {
		const line = await reader.line();
		const size = /^[\da-f]+$/i.test(line) ? parseInt(line, 16) : undefined;
		if (size === undefined) {
			throw s3Error('InvalidRequest', `A chunk's size is expected, not ${JSON.stringify(line.slice(0, 40))}`);
		}
		if (size === 0) {
			break;
		}
		yield* reader.bytes(size);
		if ((await reader.line()) !== '') {
			throw s3Error('InvalidRequest', 'A chunk is longer than its size says.');
		}
	}
	for (let line = await reader.line(); line !== ''; line = await reader.line()) {
		const colon = line.indexOf(':');
		if (colon === -1) {
			throw s3Error('MalformedTrailerError');
		}
		trailers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
	}
}

const maximumLine = 8192;

/** Lines and runs of bytes of a stream. */
class Reader {
	readonly #chunks: AsyncIterator<Buffer>;
	#rest: Buffer = Buffer.alloc(0);

	constructor(body: AsyncIterable<Buffer>) {
		this.#chunks = body[Symbol.asyncIterator]();
	}

	/** Up to `\r\n`. */
	async line(): Promise<string> {
		for (;;) {
			const end = this.#rest.indexOf('\r\n');
			if (end !== -1) {
				const line = this.#rest.toString('latin1', 0, end);
				this.#rest = this.#rest.subarray(end + 2);
				return line;
			}
			if (this.#rest.length > maximumLine || !(await this.#more())) {
				throw s3Error('IncompleteBody');
			}
		}
	}

	async *bytes(count: number): AsyncGenerator<Buffer> {
		for (let left = count; left > 0;) {
			if (this.#rest.length === 0 && !(await this.#more())) {
				throw s3Error('IncompleteBody');
			}
			const bytes = this.#rest.subarray(0, left);
			this.#rest = this.#rest.subarray(bytes.length);
			left -= bytes.length;
			yield bytes;
		}
	}

	async #more(): Promise<boolean> {
		const { done, value } = await this.#chunks.next();
		if (done) {
			return false;
		}
		this.#rest = this.#rest.length === 0 ? value : Buffer.concat([this.#rest, value]);
		return true;
	}
}
