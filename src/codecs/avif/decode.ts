import createDecoder from '@jsquash/avif/codec/dec/avif_dec.js';
import wasm from '@jsquash/avif/codec/dec/avif_dec.wasm';
import { ProblemError } from '../../core/problem.ts';
import { broken, guard, toProblem, type OpenedImage, type StoredImage } from '../openedImage.ts';
import { rgbaToGray } from '../transparency.ts';
import { readAvifHeader, type AvifHeader } from './header.ts';

const library = new WebAssembly.Module(wasm);

const megabyte = 2 ** 20;
/** What an instance has before it decodes. */
const initialMemory = 16 * megabyte;

/** AVIF by libavif and libaom; of a sequence the first picture. */
export function openAvif(bytes: Uint8Array): OpenedImage {
	const header = guard('avif', () => readAvifHeader(bytes));
	const pixels = header.width * header.height;
	return {
		...header,
		// What 8 bits take, the RGBA outside the library too.
		memoryFor: () => initialMemory + 2 * bytes.length + 19 * pixels,
		// Of 12 bits in all colours with alpha, noise takes 180 bytes a pixel.
		decode: async () =>
			decode(bytes, header, Math.min(64 * megabyte + 4 * bytes.length + 200 * pixels, 800 * megabyte)),
	};
}

/**
 * With an instance of its own, which is given no more than `limit` bytes, whatever the stream inside says.
 * @throws ProblemError
 */
async function decode(bytes: Uint8Array, { width, height }: AvifHeader, limit: number): Promise<StoredImage> {
	let isRefused = false;
	try {
		const decoder = await createDecoder({
			noInitialRun: true,
			instantiateWasm: (imports, onInstance) => {
				const instance = new WebAssembly.Instance(library, imports);
				limitMemory(instance.exports, limit, () => (isRefused = true));
				onInstance(instance);
				return instance.exports;
			},
		});
		const decoded = decoder.decode(bytes, 8);
		if (isRefused) {
			throw new ProblemError({ code: 'prepareMemory' });
		}
		if (!decoded) {
			throw broken('avif', 'Cannot be decoded');
		}
		if (decoded.width !== width || decoded.height !== height) {
			throw broken('avif', 'Another size than its header says');
		}
		const { buffer, byteOffset, byteLength } = decoded.data;
		return { width, height, pixels: rgbaToGray(new Uint8Array(buffer, byteOffset, byteLength)) };
	} catch (error) {
		throw toProblem('avif', error);
	}
}

/** The library takes a failure to grow for the end of all memory. */
function limitMemory(exports: WebAssembly.Exports, limit: number, onRefusal: () => void): void {
	for (const memory of Object.values(exports)) {
		if (memory instanceof WebAssembly.Memory) {
			const grow = memory.grow.bind(memory);
			memory.grow = (pages) => {
				if (memory.buffer.byteLength + pages * 65_536 > limit) {
					onRefusal();
					throw new RangeError('The limit of memory');
				}
				return grow(pages);
			};
		}
	}
}
