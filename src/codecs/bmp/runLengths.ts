import { broken } from '../openedImage.ts';
import type { BmpHeader } from './header.ts';

/** After a zero: what is no run. From 3 on it is the number of pixels that follow as they are. */
const Escape = { endOfRow: 0, endOfPicture: 1, move: 2 } as const;

/**
 * Expands `BI_RLE8` and `BI_RLE4` to one index a byte, in the order of the file. Pixels that the file passes over are
 * of the first colour; what a row has too much is left out.
 * @returns `hasEnd`: whether the picture's end is marked.
 * @throws ProblemError where the file ends before the picture does.
 */
export function expandRunLengths(
	data: Uint8Array,
	{ width, height, bits }: BmpHeader,
): { readonly indexes: Uint8Array; readonly hasEnd: boolean } {
	const indexes = new Uint8Array(width * height);
	const isNibbles = bits === 4;
	let x = 0;
	let y = 0;
	const put = (index: number): void => {
		if (x < width && y < height) {
			indexes[y * width + x] = index;
		}
		x++;
	};
	/** Of two, four bits each, the first or second in turn. */
	const nibble = (byte: number, at: number) => (at % 2 === 0 ? byte >> 4 : byte & 15);
	let offset = 0;
	while (offset + 1 < data.length) {
		const [count, value] = [data[offset] as number, data[offset + 1] as number];
		offset += 2;
		if (count > 0) {
			for (let at = 0; at < count; at++) {
				put(isNibbles ? nibble(value, at) : value);
			}
		} else if (value === Escape.endOfPicture) {
			return { indexes, hasEnd: true };
		} else if (value === Escape.endOfRow) {
			[x, y] = [0, y + 1];
		} else if (value === Escape.move) {
			x += data[offset] ?? 0;
			y += data[offset + 1] ?? 0;
			offset += 2;
		} else {
			const bytes = isNibbles ? Math.ceil(value / 2) : value;
			if (offset + bytes > data.length) {
				break;
			}
			for (let at = 0; at < value; at++) {
				const byte = data[offset + (isNibbles ? at >> 1 : at)] as number;
				put(isNibbles ? nibble(byte, at) : byte);
			}
			// To an even number of bytes.
			offset += bytes + (bytes % 2);
		}
	}
	if (y < height - 1 || (y === height - 1 && x < width)) {
		throw broken('bmp', `Ends in row ${y + 1} of ${height}`);
	}
	return { indexes, hasEnd: false };
}
