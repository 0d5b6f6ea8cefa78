import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ProblemError } from '../core/problem.ts';

/** A file to be read from its beginning, as often as needed, wherever it is. */
export interface DataFile {
	/** Without folders. */
	readonly name: string;
	/** What tells it from all others: its URI or path. */
	readonly id: string;
	/** Its bytes, in pieces of any size. Throws a `ProblemError` of a `FileProblem`. */
	read(): AsyncIterable<Uint8Array>;
}

/**
 * The bytes of a file, unpacked where they are gzip's, whatever its name says. Throws a `ProblemError`: what reading
 * throws, or `gzipBroken`.
 */
export async function* readUnpacked(file: DataFile): AsyncGenerator<Uint8Array, void, undefined> {
	const pieces = joinHead(file.read());
	const first = await pieces.next();
	if (first.done) {
		return;
	}
	const all = prepend(first.value, pieces);
	if (first.value[0] !== 0x1f || first.value[1] !== 0x8b) {
		yield* all;
		return;
	}
	const packed = Readable.from(all, { objectMode: false });
	const unpacked = createGunzip();
	packed.on('error', (error) => unpacked.destroy(error)).pipe(unpacked);
	try {
		for await (const piece of unpacked) {
			yield piece as Uint8Array;
		}
	} catch (error) {
		throw error instanceof ProblemError
			? error
			: new ProblemError(
					{ code: 'gzipBroken', name: file.name, detail: error instanceof Error ? error.message : String(error) },
					{ cause: error },
				);
	} finally {
		packed.destroy();
		unpacked.destroy();
	}
}

/** The same bytes, with a first piece of at least two where there are as many. */
async function* joinHead(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
	let head: Uint8Array | undefined = new Uint8Array(0);
	for await (const piece of pieces) {
		if (!head) {
			yield piece;
			continue;
		}
		head = head.length === 0 ? piece : Buffer.concat([head, piece]);
		if (head.length >= 2) {
			yield head;
			head = undefined;
		}
	}
	if (head && head.length > 0) {
		yield head;
	}
}

async function* prepend<Value>(
	first: Value,
	others: AsyncGenerator<Value, void, undefined>,
): AsyncGenerator<Value, void, undefined> {
	try {
		yield first;
		yield* others;
	} finally {
		// Whoever leaves at the first has not begun with the others, whose file is open all the same.
		await others.return();
	}
}
