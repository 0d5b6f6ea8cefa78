import { inflateSync } from 'node:zlib';
import { broken, unsupported } from '../openedImage.ts';
import { decodeCcitt } from './ccitt.ts';
import type { TiffHeader, Wanted } from './header.ts';
import { decodeJpegBlock } from './jpegBlock.ts';
import { decodeLzw } from './lzw.ts';

/**
 * The bytes of a block, never more than `wanted` whatever the block says.
 * @throws ProblemError where they are too few, or the compression is none that is read.
 */
export function decompress(block: Uint8Array, header: TiffHeader, wanted: Wanted): Uint8Array {
	const bytes = run(header.isLowestBitFirst ? block.map(reverseBits) : block, header, wanted);
	if (bytes.length < wanted.length) {
		throw broken('tiff', `${bytes.length} of ${wanted.length} bytes of a block`);
	}
	return bytes.subarray(0, wanted.length);
}

function run(block: Uint8Array, header: TiffHeader, wanted: Wanted): Uint8Array {
	const { compression, bits, samples } = header;
	switch (compression) {
		case 1:
			return block;
		case 2:
		case 3:
		case 4:
			if (bits !== 1 || samples !== 1) {
				throw broken('tiff', 'A fax compression of gray');
			}
			return decodeCcitt(block, header, wanted);
		case 5:
			return decodeLzw(block, wanted.length);
		case 7:
			return decodeJpegBlock(block, header, wanted);
		case 8:
		case 32946:
			return inflate(block, wanted.length);
		case 32773:
			return unpackBits(block, wanted.length);
		default:
			throw unsupported('tiff', `Compression ${compression}`);
	}
}

function inflate(block: Uint8Array, length: number): Uint8Array {
	try {
		return inflateSync(block, { maxOutputLength: Math.max(1, length) });
	} catch (error) {
		throw broken('tiff', error instanceof Error ? error.message : String(error), error);
	}
}

/** TIFF 6.0, section 9. */
function unpackBits(block: Uint8Array, length: number): Uint8Array {
	const bytes = new Uint8Array(length);
	let target = 0;
	for (let source = 0; source < block.length && target < length;) {
		const head = block[source++] as number;
		if (head < 128) {
			const literal = block.subarray(source, source + Math.min(head + 1, length - target));
			bytes.set(literal, target);
			source += head + 1;
			target += literal.length;
		} else if (head > 128) {
			const end = Math.min(length, target + 257 - head);
			bytes.fill(block[source++] ?? 0, target, end);
			target = end;
		}
	}
	return bytes.subarray(0, target);
}

function reverseBits(byte: number): number {
	let reversed = 0;
	for (let bit = 0; bit < 8; bit++) {
		reversed |= ((byte >> bit) & 1) << (7 - bit);
	}
	return reversed;
}
