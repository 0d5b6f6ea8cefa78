import wasm from '@cwasm/nsgif/nsgif.wasm';
import { ProblemError } from '../../core/problem.ts';
import { broken, guard, type OpenedImage } from '../openedImage.ts';
import { compileLibrary, decodeToGray, type DecodeRgba, type WasmLibrary } from '../wasmLibrary.ts';

interface Libnsgif extends WasmLibrary {
	decode_gif: DecodeRgba;
}

interface GifHeader {
	readonly width: number;
	readonly height: number;
	/** Where the first frame ends. */
	readonly frameEnd: number;
}

const createLibnsgif = compileLibrary<Libnsgif>(wasm);

/** The library's own limit: 48 MiB of RGBA. */
const maximumPixels = 12 * 2 ** 20;

const Block = { extension: 0x21, image: 0x2c, trailer: 0x3b } as const;

/** GIF: the first frame, where it lies on its canvas, by NetSurf's libnsgif. */
export function openGif(bytes: Uint8Array): OpenedImage {
	const { frameEnd, ...size } = guard('gif', () => readHeader(bytes));
	const pixels = size.width * size.height;
	return {
		...size,
		orientation: 1,
		memoryFor: () => 2 * bytes.length + 5 * pixels,
		decode: () =>
			guard('gif', () => {
				if (pixels > maximumPixels) {
					throw new ProblemError({ code: 'imageTooLarge', ...size, limit: maximumPixels });
				}
				// The library would walk through all frames first, and fail where the last is cut short.
				const still = Buffer.concat([bytes.subarray(0, frameEnd), Buffer.of(Block.trailer)]);
				const libnsgif = createLibnsgif();
				return decodeToGray('gif', libnsgif, libnsgif.decode_gif, still, size);
			}),
	};
}

/** GIF89a, sections 17 to 25. Of a first frame that is cut short the library would show what there is. */
function readHeader(bytes: Uint8Array): GifHeader {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	let offset = 13 + paletteBytes(view.getUint8(10));
	while (view.getUint8(offset) === Block.extension) {
		offset = endOfSubBlocks(view, offset + 2);
	}
	if (view.getUint8(offset) !== Block.image) {
		throw broken('gif', 'No picture');
	}
	return {
		width: view.getUint16(6, true),
		height: view.getUint16(8, true),
		frameEnd: endOfSubBlocks(view, offset + 11 + paletteBytes(view.getUint8(offset + 9))),
	};
}

function paletteBytes(flags: number): number {
	return flags & 0x80 ? 3 * (2 << (flags & 7)) : 0;
}

/** After the empty sub-block that ends a series of them. */
function endOfSubBlocks(view: DataView, start: number): number {
	let offset = start;
	for (let length; (length = view.getUint8(offset)) > 0;) {
		offset += 1 + length;
	}
	return offset + 1;
}
