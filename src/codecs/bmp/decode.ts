import wasm from '@cwasm/nsbmp/nsbmp.wasm';
import { broken, guard, unsupported, type OpenedImage } from '../openedImage.ts';
import { compileLibrary, decodeToGray, type DecodeRgba, type WasmLibrary } from '../wasmLibrary.ts';

interface Libnsbmp extends WasmLibrary {
	decode_bmp: DecodeRgba;
}

const createLibnsbmp = compileLibrary<Libnsbmp>(wasm);

/** `BI_RLE8`, `BI_RLE4`. */
const runLengths = [1, 2];

/**
 * BMP of 1 to 32 bits by NetSurf's libnsbmp. Samples of less than 8 bits are shifted up: white is 248 and not 255.
 * Alpha counts where the header has a mask for it. Not of run lengths: the library shows in part what is cut short,
 * and refuses pictures whose last row has an end mark, as many writers give it.
 */
export function openBmp(bytes: Uint8Array): OpenedImage {
	const size = guard('bmp', () => readSize(bytes));
	return {
		...size,
		orientation: 1,
		memoryFor: () => bytes.length + 5 * size.width * size.height,
		decode: () =>
			guard('bmp', () => {
				const libnsbmp = createLibnsbmp();
				return decodeToGray('bmp', libnsbmp, libnsbmp.decode_bmp, bytes, size);
			}),
	};
}

/** Of the structures `BITMAPCOREHEADER`, `BITMAPINFOHEADER` and its successors. */
function readSize(bytes: Uint8Array): { width: number; height: number } {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const isCore = view.getUint32(14, true) === 12;
	const width = isCore ? view.getUint16(18, true) : view.getInt32(18, true);
	// Negative where the rows come from the top.
	const height = isCore ? view.getUint16(20, true) : Math.abs(view.getInt32(22, true));
	if (width <= 0 || height === 0) {
		throw broken('bmp', `${width}×${height}`);
	}
	if (!isCore && runLengths.includes(view.getUint32(30, true))) {
		throw unsupported('bmp', 'run lengths');
	}
	return { width, height };
}
