import wasm from '@cwasm/webp/webp.wasm';
import { readOrientation } from '../exif.ts';
import { broken, guard, unsupported, type OpenedImage } from '../openedImage.ts';
import { compileLibrary, decodeToGray, type WasmLibrary } from '../wasmLibrary.ts';

interface Libwebp extends WasmLibrary {
	/** Where the RGBA pixels are, 0 for a bad file. */
	WebPDecodeRGBA(webp: number, webpBytes: number, width: number, height: number): number;
}

interface WebpHeader {
	readonly width: number;
	readonly height: number;
	readonly orientation: number;
}

const createLibwebp = compileLibrary<Libwebp>(wasm);

const animationFlag = 0x02;

/** WebP, lossy and lossless, not animated, by Google's libwebp. */
export function openWebp(bytes: Uint8Array): OpenedImage {
	const header = guard('webp', () => readHeader(bytes));
	const { width, height } = header;
	return {
		...header,
		// libwebp's RGBA and, of lossless pictures, as much again; gray.
		memoryFor: () => bytes.length + 9 * width * height,
		decode: () =>
			guard('webp', () => {
				const libwebp = createLibwebp();
				return decodeToGray(
					'webp',
					libwebp,
					(pixels, width, height, webp, webpBytes) => {
						const address = libwebp.WebPDecodeRGBA(webp, webpBytes, width, height);
						new Uint32Array(libwebp.memory.buffer, pixels, 1)[0] = address;
						return address === 0 ? 1 : 0;
					},
					bytes,
					header,
				);
			}),
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

function readUint24(view: DataView, offset: number): number {
	return view.getUint16(offset, true) | (view.getUint8(offset + 2) << 16);
}
