import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createRandom, mutatePicture, readPictures } from '../../../tools/fuzz/mutatePicture.ts';
import { readJpegHeader } from '../../../src/codecs/jpeg/header.ts';
import { createDecompress, type Decompress, type Raster } from '../../../src/codecs/jpeg/turboJpeg.ts';

const good = readFileSync('test/fixtures/golden/7_00000_q95.jpg');

/** What of a picture's memory is looked at: no more than this is decoded, in pixels. */
const pixelLimit = 500_000;

function rasterOf(bytes: Buffer, eighths = 8): Raster | undefined {
	try {
		const { width, height, components } = readJpegHeader(bytes);
		const scaled = { width: Math.ceil((width * eighths) / 8), height: Math.ceil((height * eighths) / 8) };
		return width * height > pixelLimit ? undefined : { ...scaled, channels: components as 1 | 3 | 4 };
	} catch {
		return undefined;
	}
}

/** The samples, or what the library says is wrong. */
function answer(decompress: Decompress, bytes: Buffer, raster: Raster): Buffer | string {
	try {
		return decompress(bytes, raster, (samples) => Buffer.from(samples));
	} catch (error) {
		return String(error);
	}
}

test('damaged pictures among good ones: no answer differs from that of a fresh instance', () => {
	const pictures = readPictures()[0]?.filter((bytes) => rasterOf(bytes)) ?? [];
	const random = createRandom(12);
	const kept = createDecompress();
	const counts = { right: 0, wrong: 0 };
	while (counts.right + counts.wrong < 2500) {
		const bytes = mutatePicture([pictures], random);
		const raster = rasterOf(bytes, 1 + Math.floor(random() * 8));
		if (!raster) {
			continue;
		}
		const expected = answer(createDecompress(), bytes, raster);
		if (!same(answer(kept, bytes, raster), expected)) {
			expect.unreachable(`Damaged picture ${counts.right + counts.wrong} differs`);
		}
		counts[typeof expected === 'string' ? 'wrong' : 'right']++;

		const next = pictures[Math.floor(random() * pictures.length)] as Buffer;
		const nextRaster = rasterOf(next) as Raster;
		if (!same(answer(kept, next, nextRaster), answer(createDecompress(), next, nextRaster))) {
			expect.unreachable(`The picture after damaged picture ${counts.right + counts.wrong} differs`);
		}
	}
	expect(Math.min(counts.right, counts.wrong)).toBeGreaterThan(300);
});

function same(first: Buffer | string, second: Buffer | string): boolean {
	return typeof first === 'string' || typeof second === 'string' ? first === second : first.equals(second);
}

describe('no tables go from one picture into the next', () => {
	test('a picture without quantisers is none', () => {
		const kept = createDecompress();
		const raster = rasterOf(good) as Raster;
		const right = answer(createDecompress(), good, raster);
		for (let count = 0; count < 3; count++) {
			expect(answer(kept, good, raster)).toEqual(right);
			expect(answer(kept, withoutSegments(good, 0xdb), raster)).toBe('Error: Quantization table 0x00 was not defined');
		}
	});

	test("a picture without Huffman codes has the standard's, as in a motion JPEG", () => {
		const kept = createDecompress();
		const raster = rasterOf(good) as Raster;
		expect(withoutSegments(good, 0xc4).length).toBeLessThan(good.length);
		for (let count = 0; count < 3; count++) {
			memoryOf(kept, flatJpeg(16), { width: 16, height: 16, channels: 1 });
			expect(answer(kept, withoutSegments(good, 0xc4), raster)).toEqual(answer(createDecompress(), good, raster));
		}
	});
});

function withoutSegments(bytes: Buffer, marker: number): Buffer {
	const kept: Buffer[] = [bytes.subarray(0, 2)];
	let offset = 2;
	while (bytes[offset + 1] !== 0xda) {
		const end = offset + 2 + bytes.readUInt16BE(offset + 2);
		if (bytes[offset + 1] !== marker) {
			kept.push(bytes.subarray(offset, end));
		}
		offset = end;
	}
	return Buffer.concat([...kept, bytes.subarray(offset)]);
}

const memoryOf = (decompress: Decompress, bytes: Buffer, raster: Raster) =>
	decompress(bytes, raster, ({ buffer }) => buffer.byteLength);

test('memory is level over 10,000 pictures', () => {
	const kept = createDecompress();
	const pictures = ['420_progressive', '444_restart', '411_baseline', '410_progressive']
		.map((name) => readFileSync(`test/fixtures/formats/${name}.jpg`))
		.concat(good);
	const decodeAll = () => Math.max(...pictures.map((bytes) => memoryOf(kept, bytes, rasterOf(bytes) as Raster)));
	const first = decodeAll();
	for (let count = 0; count < 2000; count++) {
		decodeAll();
	}
	expect(decodeAll()).toBe(first);
});

test('memory that a large picture took is given back after it', () => {
	const kept = createDecompress();
	const raster = rasterOf(good) as Raster;
	const small = memoryOf(kept, good, raster);
	const side = 4800;
	expect(memoryOf(kept, flatJpeg(side), { width: side, height: side, channels: 3 })).toBeGreaterThan(3 * side ** 2);
	expect(memoryOf(kept, good, raster)).toBe(small);
	const half = { width: side / 2, height: side / 2, channels: 3 } as const;
	const middle = memoryOf(kept, flatJpeg(side / 2), half);
	expect(memoryOf(kept, good, raster)).toBe(middle);
});

/** A square gray picture of middle gray: its codes, of one bit each, say "as before" and "end of block". */
function flatJpeg(side: number): Buffer {
	const segment = (marker: number, ...content: number[]) => Buffer.of(0xff, marker, 0, 2 + content.length, ...content);
	const codes = [1, ...Array<number>(15).fill(0), 0];
	return Buffer.concat([
		Buffer.of(0xff, 0xd8),
		segment(0xdb, 0, ...Array<number>(64).fill(1)),
		segment(0xc0, 8, side >> 8, side & 255, side >> 8, side & 255, 1, 1, 0x11, 0),
		segment(0xc4, 0x00, ...codes),
		segment(0xc4, 0x10, ...codes),
		segment(0xda, 1, 1, 0x00, 0, 63, 0),
		Buffer.alloc((side / 8) ** 2 / 4),
		Buffer.of(0xff, 0xd9),
	]);
}
