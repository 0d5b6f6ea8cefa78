import wasm from '@cwasm/lodepng/lodepng.wasm';
import { inflateSync } from 'node:zlib';
import { readOrientation } from '../exif.ts';
import { guard, type OpenedImage } from '../openedImage.ts';
import { readPngChunks, readPngHeader, type PngHeader } from './header.ts';
import { compileLibrary, decodeToGray, type DecodeRgba, type WasmLibrary } from '../wasmLibrary.ts';

interface Lodepng extends WasmLibrary {
	lodepng_decode32: DecodeRgba;
}

const createLodepng = compileLibrary<Lodepng>(wasm);

/** What makes the pixels; of other chunks, such as a colour profile, lodepng would inflate some. */
const pixelChunks = ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'];

/** PNG, all colour types, depths and interlacing, by lodepng; of 16-bit samples the upper byte counts. */
export function openPng(bytes: Uint8Array): OpenedImage {
	const header = readPngHeader(bytes);
	const { width, height } = header;
	const chunks = [...readPngChunks(bytes)];
	const exif = chunks.find(({ type }) => type === 'eXIf');
	const inflatedBytes = mostInflatedBytes(header);
	return {
		width,
		height,
		orientation: exif ? readOrientation(exif.content) : 1,
		// Compressed: two copies here, two in lodepng; inflated: one here, with and without filters in lodepng.
		memoryFor: () => 4 * bytes.length + 3 * inflatedBytes + 5 * width * height,
		decode: () =>
			guard('png', () => {
				// lodepng itself inflates whatever comes, up to a thousand times the file.
				const data = chunks.filter(({ type }) => type === 'IDAT').map(({ content }) => content);
				inflateSync(Buffer.concat(data), { maxOutputLength: inflatedBytes });
				const pixelParts = chunks.filter(({ type }) => pixelChunks.includes(type)).map(({ whole }) => whole);
				const png = Buffer.concat([bytes.subarray(0, 8), ...pixelParts]);
				const lodepng = createLodepng();
				return decodeToGray('png', lodepng, lodepng.lodepng_decode32, png, header);
			}),
	};
}

/** Adam7's seven passes have less than twice the rows, and each row a byte for its filter and one not quite full. */
function mostInflatedBytes({ width, height, depth, channels }: PngHeader): number {
	return height * (Math.ceil((width * depth * channels) / 8) + 4) + 14;
}
