import wasm from '@cwasm/webp/webp.wasm';
import { guard, type OpenedImage } from '../openedImage.ts';
import { readWebpHeader } from './header.ts';
import { compileLibrary, decodeToGray, type WasmLibrary } from '../wasmLibrary.ts';

interface Libwebp extends WasmLibrary {
	/** Where the RGBA pixels are, 0 for a bad file. */
	WebPDecodeRGBA(webp: number, webpBytes: number, width: number, height: number): number;
}

const createLibwebp = compileLibrary<Libwebp>(wasm);

/** WebP, lossy and lossless, not animated, by Google's libwebp. */
export function openWebp(bytes: Uint8Array): OpenedImage {
	const header = guard('webp', () => readWebpHeader(bytes));
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
