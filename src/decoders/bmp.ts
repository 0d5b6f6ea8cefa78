import { luma, type GrayImage } from '../core/index.ts';
import { broken, guard, unsupported, type OpenedImage } from './openedImage.ts';

interface BmpHeader {
	readonly width: number;
	readonly height: number;
	readonly topDown: boolean;
	/** Bits per pixel. */
	readonly depth: number;
	/** Where the rows start in the file. */
	readonly offset: number;
	/** The luma of each palette entry, for up to 8 bits. */
	readonly palette: readonly number[];
	/** Of red, green and blue, for 16 and 32 bits. */
	readonly masks: readonly number[];
}

const fileHeaderBytes = 14;
const coreHeaderBytes = 12;
const infoHeaderBytes = 40;
const bitFields = 3;

/**
 * BMP without compression: Windows' and OS/2's headers, 1, 4, 8, 16, 24 and 32 bits. Alpha is left alone: most
 * writers leave it undefined. Our own, since `bmp-ts` loses all but the first row of pictures with 4 bits and an odd
 * width, scales 5 bits to 248 and does not look where the header says that the rows start.
 */
export function openBmp(bytes: Uint8Array): OpenedImage {
	const header = guard('bmp', () => readHeader(bytes));
	const { width, height } = header;
	return {
		width,
		height,
		orientation: 1,
		memoryFor: () => width * height,
		decode: () => decode(bytes, header),
	};
}

/** Of the structures `BITMAPFILEHEADER`, `BITMAPCOREHEADER`, `BITMAPINFOHEADER` and its successors. */
function readHeader(bytes: Uint8Array): BmpHeader {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const offset = view.getUint32(10, true);
	const headerBytes = view.getUint32(fileHeaderBytes, true);
	const isCore = headerBytes === coreHeaderBytes;
	if (!isCore && headerBytes < infoHeaderBytes) {
		throw unsupported('bmp', `A header of ${headerBytes} bytes`);
	}
	const signedHeight = isCore ? view.getUint16(20, true) : view.getInt32(22, true);
	const width = isCore ? view.getUint16(18, true) : view.getInt32(18, true);
	const height = Math.abs(signedHeight);
	const depth = view.getUint16(isCore ? 24 : 28, true);
	const compression = isCore ? 0 : view.getUint32(30, true);
	if (width <= 0 || height === 0 || ![1, 4, 8, 16, 24, 32].includes(depth)) {
		throw broken('bmp', `${width}×${height} of ${depth} bits`);
	}
	if (compression !== 0 && !(compression === bitFields && depth >= 16)) {
		throw unsupported('bmp', `compression ${compression}`);
	}
	const afterHeader = fileHeaderBytes + headerBytes;
	const maskStart = fileHeaderBytes + infoHeaderBytes;
	const masks =
		compression === bitFields
			? [0, 4, 8].map((place) => view.getUint32(maskStart + place, true))
			: depth === 16
				? [0x7c00, 0x03e0, 0x001f]
				: [0xff0000, 0x00ff00, 0x0000ff];
	const entryBytes = isCore ? 3 : 4;
	const stated = isCore ? 0 : view.getUint32(46, true);
	const colors = depth > 8 ? 0 : stated === 0 ? 1 << depth : Math.min(stated, 1 << depth);
	const palette = Array.from({ length: colors }, (_, index) => {
		const entry = afterHeader + index * entryBytes;
		return luma(view.getUint8(entry + 2), view.getUint8(entry + 1), view.getUint8(entry));
	});
	if (offset + height * rowBytesOf(width, depth) > bytes.length) {
		throw broken('bmp', 'Ends before its last row');
	}
	return { width, height, topDown: signedHeight < 0, depth, offset, palette, masks };
}

/** Rows are filled up to 4 bytes. */
function rowBytesOf(width: number, depth: number): number {
	return 4 * Math.ceil((width * depth) / 32);
}

function decode(bytes: Uint8Array, header: BmpHeader): GrayImage {
	const { width, height } = header;
	const rowBytes = rowBytesOf(width, header.depth);
	const readPixel = pixelReader(header);
	const pixels = new Uint8Array(width * height);
	for (let y = 0; y < height; y++) {
		const storedRow = header.topDown ? y : height - 1 - y;
		const start = header.offset + storedRow * rowBytes;
		const row = bytes.subarray(start, start + rowBytes);
		for (let x = 0; x < width; x++) {
			pixels[y * width + x] = readPixel(row, x);
		}
	}
	return { width, height, pixels };
}

function pixelReader({ depth, palette, masks }: BmpHeader): (row: Uint8Array, x: number) => number {
	if (depth === 24) {
		return (row, x) => luma(row[3 * x + 2] as number, row[3 * x + 1] as number, row[3 * x] as number);
	}
	if (depth <= 8) {
		const largest = (1 << depth) - 1;
		return (row, x) => {
			const bit = x * depth;
			const gray = palette[((row[bit >> 3] as number) >> (8 - depth - (bit & 7))) & largest];
			if (gray === undefined) {
				throw broken('bmp', 'A colour that is not in the palette');
			}
			return gray;
		};
	}
	const [red, green, blue] = masks.map(sampleReader) as [SampleReader, SampleReader, SampleReader];
	return (row, x) => {
		const pixel = depth === 16 ? readUint16(row, 2 * x) : readUint16(row, 4 * x) | (readUint16(row, 4 * x + 2) << 16);
		return luma(red(pixel), green(pixel), blue(pixel));
	};
}

type SampleReader = (pixel: number) => number;

/** Takes the bits of `mask` out of a pixel and stretches them to 0..255. */
function sampleReader(mask: number): SampleReader {
	const shift = mask === 0 ? 0 : 31 - Math.clz32(mask & -mask);
	const largest = mask >>> shift;
	return largest === 0 ? () => 0 : (pixel) => Math.floor((255 * ((pixel & mask) >>> shift)) / largest);
}

function readUint16(row: Uint8Array, offset: number): number {
	return (row[offset] as number) | ((row[offset + 1] as number) << 8);
}
