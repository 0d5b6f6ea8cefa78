import wasm from '@cwasm/nsbmp/nsbmp.wasm';
import { guard, type OpenedImage } from '../openedImage.ts';
import { readBmpHeader } from './header.ts';
import { compileLibrary, decodeToGray, type DecodeRgba, type WasmLibrary } from '../wasmLibrary.ts';

interface Libnsbmp extends WasmLibrary {
	decode_bmp: DecodeRgba;
}

const createLibnsbmp = compileLibrary<Libnsbmp>(wasm);

/**
 * BMP of 1 to 32 bits by NetSurf's libnsbmp. Samples of less than 8 bits are shifted up: white is 248 and not 255.
 * Alpha counts where the header has a mask for it. Not of run lengths: the library shows in part what is cut short,
 * and refuses pictures whose last row has an end mark, as many writers give it.
 */
export function openBmp(bytes: Uint8Array): OpenedImage {
	const header = guard('bmp', () => readBmpHeader(bytes));
	return {
		...header,
		orientation: 1,
		memoryFor: () => bytes.length + 5 * header.width * header.height,
		decode: () =>
			guard('bmp', () => {
				const libnsbmp = createLibnsbmp();
				return decodeToGray('bmp', libnsbmp, libnsbmp.decode_bmp, bytes, header);
			}),
	};
}
