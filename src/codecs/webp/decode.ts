import wasm from '@cwasm/webp/webp.wasm';
import { guard, type OpenedImage } from '../openedImage.ts';
import { orientationOf } from '../orientation.ts';
import { rgbaToGray } from '../transparency.ts';
import { readWebpHeader, type WebpFrame } from './header.ts';
import { compileLibrary, decodeToGray, decodeToRgba, type WasmLibrary } from '../wasmLibrary.ts';

interface Libwebp extends WasmLibrary {
	/** Where the RGBA pixels are, 0 for a bad file. */
	WebPDecodeRGBA(webp: number, webpBytes: number, width: number, height: number): number;
}

const createLibwebp = compileLibrary<Libwebp>(() => wasm);

/** WebP, lossy and lossless, by Google's libwebp; of an animation the first frame, where it lies on its canvas. */
export function openWebp(bytes: Uint8Array): OpenedImage {
	const header = guard('webp', () => readWebpHeader(bytes));
	const { width, height, frame } = header;
	return {
		width,
		height,
		...orientationOf(header),
		// libwebp's RGBA and, of lossless pictures, as much again; gray. Of a frame, the canvas besides.
		memoryFor: () => (frame ? 2 : 1) * bytes.length + (frame ? 13 : 9) * width * height,
		decode: () =>
			guard('webp', () => {
				const libwebp = createLibwebp();
				const decodeRgba = (pixels: number, width: number, height: number, webp: number, webpBytes: number) => {
					const address = libwebp.WebPDecodeRGBA(webp, webpBytes, width, height);
					new Uint32Array(libwebp.memory.buffer, pixels, 1)[0] = address;
					return address === 0 ? 1 : 0;
				};
				if (!frame) {
					return decodeToGray('webp', libwebp, decodeRgba, bytes, { width, height });
				}
				const rgba = decodeToRgba('webp', libwebp, decodeRgba, toStill(frame), frame);
				const canvas = new Uint8Array(4 * width * height);
				for (let y = 0; y < frame.height; y++) {
					const row = rgba.subarray(4 * y * frame.width, 4 * (y + 1) * frame.width);
					canvas.set(row, 4 * ((frame.top + y) * width + frame.left));
				}
				return { width, height, pixels: rgbaToGray(canvas) };
			}),
	};
}

const alphaFlag = 0x10;

/** A file of the frame alone, which libwebp decodes: it decodes no animation. */
function toStill({ width, height, chunks }: WebpFrame): Uint8Array {
	const header = Buffer.alloc(30);
	header.write('RIFF');
	header.writeUInt32LE(header.length - 8 + chunks.length, 4);
	header.write('WEBPVP8X', 8);
	header.writeUInt32LE(10, 16);
	header.writeUInt8(alphaFlag, 20);
	header.writeUIntLE(width - 1, 24, 3);
	header.writeUIntLE(height - 1, 27, 3);
	return Buffer.concat([header, chunks]);
}
