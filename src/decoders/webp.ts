import wasm from '@cwasm/webp/webp.wasm';
import { luma, ProblemError, type GrayImage } from '../core/index.ts';
import { readOrientation } from './exif.ts';
import { broken, guard, unsupported, type OpenedImage } from './openedImage.ts';
import { putOnPaper } from './transparency.ts';

interface Libwebp {
	readonly memory: WebAssembly.Memory;
	malloc(bytes: number): number;
	/** Where the RGBA pixels are, 0 for a bad file. */
	WebPDecodeRGBA(webp: number, webpBytes: number, width: number, height: number): number;
}

interface WebpHeader {
	readonly width: number;
	readonly height: number;
	readonly orientation: number;
}

const module = new WebAssembly.Module(wasm);

const imports = { wasi_snapshot_preview1: { fd_close: () => 0, fd_seek: () => 0, fd_write: () => 0 } };

const animationFlag = 0x02;

/** WebP, lossy and lossless, not animated. */
export function openWebp(bytes: Uint8Array): OpenedImage {
	const header = guard('webp', () => readHeader(bytes));
	const { width, height } = header;
	return {
		...header,
		// libwebp's RGBA and, of lossless pictures, as much again; grey and alpha.
		memoryFor: () => bytes.length + 10 * width * height,
		decode: () => guard('webp', () => decode(bytes, header)),
	};
}

/** Of the container (RFC 9649, section 2) or the one bitstream in it. */
function readHeader(bytes: Uint8Array): WebpHeader {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	let size: { width: number; height: number } | undefined;
	let orientation = 1;
	for (let offset = 12; offset + 8 <= bytes.length;) {
		const type = String.fromCharCode(...bytes.subarray(offset, offset + 4));
		const length = view.getUint32(offset + 4, true);
		const start = offset + 8;
		if (type === 'VP8X') {
			if (view.getUint8(start) & animationFlag) {
				throw unsupported('webp', 'animation');
			}
			size = { width: 1 + readUint24(view, start + 4), height: 1 + readUint24(view, start + 7) };
		} else if (type === 'VP8 ') {
			size ??= { width: view.getUint16(start + 6, true) & 0x3fff, height: view.getUint16(start + 8, true) & 0x3fff };
		} else if (type === 'VP8L') {
			const bits = view.getUint32(start + 1, true);
			size ??= { width: 1 + (bits & 0x3fff), height: 1 + ((bits >> 14) & 0x3fff) };
		} else if (type === 'EXIF') {
			orientation = readOrientation(bytes.subarray(start, start + length));
		}
		offset = start + length + (length % 2);
	}
	if (!size || size.width === 0 || size.height === 0) {
		throw broken('webp', 'No picture');
	}
	return { ...size, orientation };
}

function decode(bytes: Uint8Array, { width, height }: WebpHeader): GrayImage {
	// One instance per picture, so that its memory goes with it.
	const libwebp = new WebAssembly.Instance(module, imports).exports as Libwebp;
	const source = libwebp.malloc(bytes.length);
	const size = libwebp.malloc(8);
	if (source === 0 || size === 0) {
		throw new ProblemError({ code: 'decodeMemory' });
	}
	new Uint8Array(libwebp.memory.buffer, source).set(bytes);
	const target = libwebp.WebPDecodeRGBA(source, bytes.length, size, size + 4);
	if (target === 0) {
		throw broken('webp', 'Cannot be decoded');
	}
	const [decodedWidth, decodedHeight] = new Uint32Array(libwebp.memory.buffer, size, 2);
	if (decodedWidth !== width || decodedHeight !== height) {
		throw broken('webp', 'Another size than its header says');
	}
	const rgba = new Uint8Array(libwebp.memory.buffer, target, 4 * width * height);
	return { width, height, pixels: rgbaToGray(rgba) };
}

/** Luma of RGBA pixels; transparent ones on paper. */
function rgbaToGray(rgba: Uint8Array): Uint8Array {
	const pixels = new Uint8Array(rgba.length / 4);
	let isOpaque = true;
	for (let index = 0, source = 0; index < pixels.length; index++, source += 4) {
		pixels[index] = luma(rgba[source] as number, rgba[source + 1] as number, rgba[source + 2] as number);
		isOpaque &&= rgba[source + 3] === 255;
	}
	if (!isOpaque) {
		putOnPaper(
			pixels,
			pixels.map((_, index) => rgba[4 * index + 3] as number),
		);
	}
	return pixels;
}

function readUint24(view: DataView, offset: number): number {
	return view.getUint16(offset, true) | (view.getUint8(offset + 2) << 16);
}
