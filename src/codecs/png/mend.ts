import { constants, crc32, deflateSync, inflateRawSync } from 'node:zlib';
import type { Mend } from '../../core/ports.ts';
import { broken } from '../openedImage.ts';
import { inflatedBytes, type PngChunk, type PngHeader } from './header.ts';

/** More than the header says is passed over up to these bytes: it may be a bomb. */
export const mostSurplusBytes = 2 ** 20;

/** How many bytes of tRNS count, by colour type, where there is a palette of so many bytes (PNG, third edition, 11.3.1.1). */
const transparencyBytes: Readonly<Record<number, (paletteBytes: number) => number>> = {
	0: () => 2,
	2: () => 6,
	3: (paletteBytes) => paletteBytes / 3,
};

/**
 * Writes a PNG anew whose pixels are all there, as a decoder takes it that is stricter than others.
 * @param chunks of the file, in order.
 * @throws ProblemError where a pixel is missing, or may be another: the checksums of the data itself do not count as
 * long as one of them is right. Error of zlib.
 */
export function mendPng(
	chunks: readonly PngChunk[],
	header: PngHeader,
): { readonly png: Buffer; readonly mended: ReadonlySet<Mend> } {
	const mended = new Set<Mend>();
	const ofType = (wanted: string) => chunks.filter(({ type }) => type === wanted);
	const [head] = ofType('IHDR');
	const [palette] = ofType('PLTE');
	const [transparency] = ofType('tRNS');
	if ([head, palette, transparency].some((chunk) => chunk && !hasChecksum(chunk))) {
		throw broken('png', 'A wrong checksum');
	}
	if (ofType('IEND').length === 0) {
		mended.add('noEnd');
	}
	const parts = [head?.whole ?? Buffer.of()];
	if (palette) {
		parts.push(palette.whole);
	}
	if (transparency) {
		const { content } = transparency;
		const counted = transparencyBytes[header.colorType]?.(palette?.content.length ?? 0) ?? 0;
		const isShort = header.colorType !== 3 && content.length < counted;
		if (isShort || content.length > counted) {
			mended.add('transparency');
		}
		if (counted > 0 && !isShort) {
			parts.push(toChunk('tRNS', content.subarray(0, counted)));
		}
	}
	const pixels = inflateAll(ofType('IDAT'), inflatedBytes(header), mended);
	// At its quickest: it is inflated again at once.
	parts.push(toChunk('IDAT', deflateSync(pixels, { level: 1 })), toChunk('IEND', Buffer.of()));
	return { png: Buffer.concat([signature, ...parts]), mended };
}

const signature = Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** The `size` bytes of pixels that the chunks hold. */
function inflateAll(chunks: readonly PngChunk[], size: number, mended: Set<Mend>): Uint8Array {
	const data = Buffer.concat(chunks.map(({ content }) => content));
	if (data.length < 2 || (data.readUInt8(0) & 15) !== 8 || data.readUInt16BE(0) % 31 !== 0) {
		throw broken('png', 'No zlib stream');
	}
	// Without the stream's head and checksum zlib gives what there is, even where the end is missing.
	const { buffer, engine } = inflateRawSync(data.subarray(2), {
		finishFlush: constants.Z_SYNC_FLUSH,
		maxOutputLength: size + mostSurplusBytes,
		info: true,
	}) as unknown as { readonly buffer: Buffer; readonly engine: { readonly bytesWritten: number } };
	if (buffer.length < size) {
		throw broken('png', `${buffer.length} of ${size} bytes`);
	}
	if (buffer.length > size) {
		mended.add('surplusRows');
	}
	const end = 2 + engine.bytesWritten;
	const isStated = end + 4 <= data.length;
	const isRight = isStated && data.readUInt32BE(end) === adler32(buffer);
	if (end + 4 < data.length) {
		mended.add('strayBytes');
	}
	const areChunksRight = chunks.every((chunk) => chunk.isCut || hasChecksum(chunk));
	if (!isRight && !areChunksRight) {
		throw broken('png', 'No right checksum');
	}
	if (!isRight || !areChunksRight) {
		mended.add('checksum');
	}
	return buffer.subarray(0, size);
}

function hasChecksum({ whole, isCut }: PngChunk): boolean {
	return !isCut && crc32(whole.subarray(4, -4)) === Buffer.from(whole).readUInt32BE(whole.length - 4);
}

function toChunk(type: string, content: Uint8Array): Buffer {
	const chunk = Buffer.concat([Buffer.alloc(4), Buffer.from(type), content, Buffer.alloc(4)]);
	chunk.writeUInt32BE(content.length);
	chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), chunk.length - 4);
	return chunk;
}

/** RFC 1950, section 9; sums of so many bytes stay below 2^32. */
function adler32(bytes: Uint8Array): number {
	let low = 1;
	let high = 0;
	for (let start = 0; start < bytes.length; start += 5552) {
		const end = Math.min(bytes.length, start + 5552);
		for (let index = start; index < end; index++) {
			low += bytes[index] as number;
			high += low;
		}
		low %= 65521;
		high %= 65521;
	}
	return high * 65536 + low;
}
