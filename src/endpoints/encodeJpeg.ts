import type { GrayImage } from '../core/index.ts';

/** ITU-T T.81, figure A.6: position in the zigzag → row-major position in the 8×8 block. */
const zigzag = [
	0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
	35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47,
	55, 62, 63,
];

/** T.81, A.3.3: the value of basis function `frequency` at `x` is at `frequency * 8 + x`. */
const cosines = Float64Array.from({ length: 64 }, (_, index) => {
	const frequency = index >> 3;
	const scale = frequency === 0 ? Math.SQRT1_2 / 2 : 1 / 2;
	return scale * Math.cos(((2 * (index & 7) + 1) * frequency * Math.PI) / 16);
});

const endOfBlock = 0x00;
const sixteenZeros = 0xf0;

/**
 * All codes of a table have one length, so that a symbol's code is its position in the list, and no code
 * consists of ones alone, which T.81 forbids. On 28×28 pixels the standard tables would save some 300 bytes.
 */
const dcTable = { bits: 4, symbols: Array.from({ length: 12 }, (_, size) => size) };
const acTable = {
	bits: 8,
	symbols: [
		endOfBlock,
		sixteenZeros,
		...Array.from({ length: 160 }, (_, index) => ((index % 16) << 4) | ((index >> 4) + 1)),
	],
};
type HuffmanTable = typeof dcTable;

/**
 * A baseline JPEG of one component, as Pillow's mode `L`, with all quantisers 1 (quality 100): decoded it is
 * within ±1 of `image`. `jpeg-js` writes three components, which `np.array` turns into 28×28×3.
 */
export function encodeJpeg(image: GrayImage): Uint8Array {
	const { width, height } = image;
	return Uint8Array.from([
		...[0xff, 0xd8],
		...segment(0xe0, [0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
		...segment(0xdb, [0, ...Array<number>(64).fill(1)]),
		...segment(0xc0, [8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0]),
		...segment(0xc4, [0x00, ...describe(dcTable), 0x10, ...describe(acTable)]),
		...segment(0xda, [1, 1, 0x00, 0, 63, 0]),
		...encodeScan(image),
		...[0xff, 0xd9],
	]);
}

function segment(marker: number, content: readonly number[]): number[] {
	const length = content.length + 2;
	return [0xff, marker, length >> 8, length & 255, ...content];
}

/** The number of codes of each length, 1 to 16, then the symbols. */
function describe({ bits, symbols }: HuffmanTable): number[] {
	return [...Array.from({ length: 16 }, (_, index) => (index + 1 === bits ? symbols.length : 0)), ...symbols];
}

function encodeScan(image: GrayImage): number[] {
	const writer = createBitWriter();
	let previous = 0;
	for (let top = 0; top < image.height; top += 8) {
		for (let left = 0; left < image.width; left += 8) {
			const coefficients = transform(image, left, top);
			const [dc, ...ac] = zigzag.map((position) => coefficients[position] as number) as [number, ...number[]];
			writeCoefficient(writer, dcTable, 0, dc - previous);
			previous = dc;
			writeAc(writer, ac);
		}
	}
	return writer.finish();
}

function writeAc(writer: BitWriter, ac: readonly number[]): void {
	let zeros = 0;
	for (const value of ac) {
		if (value === 0) {
			zeros++;
			continue;
		}
		for (; zeros > 15; zeros -= 16) {
			writeSymbol(writer, acTable, sixteenZeros);
		}
		writeCoefficient(writer, acTable, zeros, value);
		zeros = 0;
	}
	if (zeros > 0) {
		writeSymbol(writer, acTable, endOfBlock);
	}
}

/** T.81, F.1.2: the size in bits as a symbol, then the value, of negative ones the complement. */
function writeCoefficient(writer: BitWriter, table: HuffmanTable, zeros: number, value: number): void {
	const size = 32 - Math.clz32(Math.abs(value));
	writeSymbol(writer, table, (zeros << 4) | size);
	writer.write(value < 0 ? value + (1 << size) - 1 : value, size);
}

function writeSymbol(writer: BitWriter, { bits, symbols }: HuffmanTable, symbol: number): void {
	writer.write(symbols.indexOf(symbol), bits);
}

/** The rounded cosine transform of a block; beyond the picture its edge goes on. */
function transform({ width, height, pixels }: GrayImage, left: number, top: number): Int32Array {
	const rows = new Float64Array(64);
	for (let y = 0; y < 8; y++) {
		const start = Math.min(top + y, height - 1) * width;
		for (let u = 0; u < 8; u++) {
			for (let x = 0; x < 8; x++) {
				const pixel = pixels[start + Math.min(left + x, width - 1)] as number;
				rows[y * 8 + u] = (rows[y * 8 + u] as number) + (cosines[u * 8 + x] as number) * (pixel - 128);
			}
		}
	}
	return Int32Array.from({ length: 64 }, (_, index) => {
		let sum = 0;
		for (let y = 0; y < 8; y++) {
			sum += (cosines[(index & ~7) + y] as number) * (rows[y * 8 + (index & 7)] as number);
		}
		return Math.round(sum);
	});
}

type BitWriter = ReturnType<typeof createBitWriter>;

function createBitWriter() {
	const bytes: number[] = [];
	let pending = 0;
	let pendingBits = 0;
	const write = (value: number, bits: number): void => {
		pending = (pending << bits) | value;
		for (pendingBits += bits; pendingBits >= 8; pendingBits -= 8) {
			const byte = (pending >> (pendingBits - 8)) & 255;
			// In the scan, 0xff is followed by 0, or it would be a marker.
			bytes.push(...(byte === 0xff ? [byte, 0] : [byte]));
		}
		pending &= (1 << pendingBits) - 1;
	};
	return {
		/** `bits` is at most 16. */
		write,
		/** Fills the last byte, if it is begun, with ones. */
		finish: (): number[] => {
			const bits = (8 - pendingBits) % 8;
			write((1 << bits) - 1, bits);
			return bytes;
		},
	};
}
