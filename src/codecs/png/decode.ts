import wasm from '@cwasm/lodepng/lodepng.wasm';
import { inflateSync } from 'node:zlib';
import { ProblemError } from '../../core/problem.ts';
import { guard, type OpenedImage, type StoredImage } from '../openedImage.ts';
import { readOrientation } from '../orientation.ts';
import { inflatedBytes, readPngChunks, readPngHeader, type PngChunk, type PngHeader } from './header.ts';
import { mendPng, mostSurplusBytes } from './mend.ts';
import { compileLibrary, decodeToGray, type DecodeRgba, type WasmLibrary } from '../wasmLibrary.ts';

interface Lodepng extends WasmLibrary {
	lodepng_decode32: DecodeRgba;
}

const createLodepng = compileLibrary<Lodepng>(() => wasm);

/** What makes the pixels; of other chunks, such as a colour profile, lodepng would inflate some. */
const pixelChunks = ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'];

/** PNG, all colour types, depths and interlacing, by lodepng; of 16-bit samples the upper byte counts. */
export function openPng(bytes: Uint8Array): OpenedImage {
	const header = readPngHeader(bytes);
	const { width, height } = header;
	const chunks = [...readPngChunks(bytes)];
	const exif = chunks.find(({ type }) => type === 'eXIf')?.content;
	const xmp = chunks.find(
		({ type, content }) => type === 'iTXt' && startsWith(content, 'XML:com.adobe.xmp\0'),
	)?.content;
	return {
		width,
		height,
		...readOrientation(exif, xmp),
		// Compressed: two copies here, two in lodepng; inflated: one here, with and without filters in lodepng.
		memoryFor: () => 4 * bytes.length + 3 * inflatedBytes(header) + 5 * width * height + mostSurplusBytes,
		decode: () => guard('png', () => decode(bytes, chunks, header)),
	};
}

function startsWith(content: Uint8Array, text: string): boolean {
	return String.fromCharCode(...content.subarray(0, text.length)) === text;
}

/** As it is, or mended where it is not sound. */
function decode(bytes: Uint8Array, chunks: readonly PngChunk[], header: PngHeader): StoredImage {
	try {
		// lodepng itself inflates whatever comes, up to a thousand times the file.
		const data = chunks.filter(({ type }) => type === 'IDAT').map(({ content }) => content);
		inflateSync(Buffer.concat(data), { maxOutputLength: inflatedBytes(header) });
		const pixelParts = chunks.filter(({ type }) => pixelChunks.includes(type)).map(({ whole }) => whole);
		return decodeSound(Buffer.concat([bytes.subarray(0, 8), ...pixelParts]), header);
	} catch (error) {
		if (error instanceof ProblemError && error.problem.code === 'prepareMemory') {
			throw error;
		}
		const { png, mended } = mendPng(chunks, header);
		return { ...decodeSound(png, header), mended: [...mended] };
	}
}

function decodeSound(png: Uint8Array, header: PngHeader): StoredImage {
	const lodepng = createLodepng();
	return decodeToGray('png', lodepng, lodepng.lodepng_decode32, png, header);
}
