import { ProblemError } from '../core/problem.ts';
import { readUnpacked, type DataFile } from './dataFile.ts';

/** Longer than any row of 785 values, however they are written. */
const maximumLength = 1_000_000;

const [lineFeed, carriageReturn] = [0x0a, 0x0d];

/** A line of a file. */
export interface Line {
	/** From 1, as editors count. */
	readonly number: number;
	/** Without its line break; good until the next line is asked for. */
	readonly bytes: Uint8Array;
}

/**
 * The lines of a file that are not blank, some at a time; ends in `\n` and `\r\n`, unpacked where they are gzip's,
 * without the mark that some programs put before UTF-8. Throws as `readUnpacked` does, and `csvLineTooLong`.
 */
export async function* readLines(file: DataFile): AsyncGenerator<readonly Line[], void, undefined> {
	let number = 0;
	let rest: Buffer = Buffer.alloc(0);
	const checkLength = (): void => {
		if (rest.length > maximumLength) {
			throw new ProblemError({
				code: 'csvLineTooLong',
				name: file.name,
				line: number + 1,
				limit: maximumLength,
			});
		}
	};

	function takeLine(bytes: Uint8Array): Line[] {
		number += 1;
		const from = number === 1 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
		const line = bytes.subarray(from, bytes.at(-1) === carriageReturn ? -1 : undefined);
		return line.every((byte) => byte === 0x20 || byte === 0x09) ? [] : [{ number, bytes: line }];
	}

	for await (const piece of readUnpacked(file)) {
		const bytes =
			rest.length === 0 ? Buffer.from(piece.buffer, piece.byteOffset, piece.length) : Buffer.concat([rest, piece]);
		const lines: Line[] = [];
		let from = 0;
		// What is left of the piece before has no line break.
		for (let at = bytes.indexOf(lineFeed, rest.length); at >= 0; at = bytes.indexOf(lineFeed, from)) {
			lines.push(...takeLine(bytes.subarray(from, at)));
			from = at + 1;
		}
		rest = bytes.subarray(from);
		checkLength();
		if (lines.length > 0) {
			yield lines;
		}
	}
	if (rest.length > 0) {
		const lines = takeLine(rest);
		if (lines.length > 0) {
			yield lines;
		}
	}
}
