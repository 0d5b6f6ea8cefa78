import wasm from '@cwasm/nsgif/nsgif.wasm';
import { ProblemError } from '../../core/problem.ts';
import { guard, type OpenedImage } from '../openedImage.ts';
import { readGifHeader } from './header.ts';
import { compileLibrary, decodeToGray, type DecodeRgba, type WasmLibrary } from '../wasmLibrary.ts';

interface Libnsgif extends WasmLibrary {
	decode_gif: DecodeRgba;
}

const createLibnsgif = compileLibrary<Libnsgif>(() => wasm);

/** The library's own limit: 48 MiB of RGBA. */
const maximumPixels = 12 * 2 ** 20;

/** The block that ends a file (GIF89a, section 27). */
const trailer = 0x3b;

/** GIF: the first frame, where it lies on its canvas, by NetSurf's libnsgif. */
export function openGif(bytes: Uint8Array): OpenedImage {
	const { width, height, frameEnd, cutBlock, mended } = guard('gif', () => readGifHeader(bytes));
	const size = { width, height };
	const pixels = width * height;
	return {
		...size,
		orientation: 1,
		memoryFor: () => 2 * bytes.length + 5 * pixels,
		decode: () =>
			guard('gif', () => {
				if (pixels > maximumPixels) {
					throw new ProblemError({ code: 'imageTooLarge', ...size, limit: maximumPixels });
				}
				// The library would walk through all frames first, and fail where the last is cut short; of a first one that
				// is, it would show what there is.
				const end = cutBlock === undefined ? [trailer] : [0, trailer];
				const still = Buffer.concat([bytes.subarray(0, frameEnd), Buffer.from(end)]);
				still.writeUInt16LE(width, 6);
				still.writeUInt16LE(height, 8);
				if (cutBlock !== undefined && cutBlock < frameEnd) {
					still.writeUInt8(frameEnd - cutBlock - 1, cutBlock);
				}
				const libnsgif = createLibnsgif();
				return { ...decodeToGray('gif', libnsgif, libnsgif.decode_gif, still, size), mended: [...mended] };
			}),
	};
}
