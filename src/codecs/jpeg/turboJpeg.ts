import wasm from '@cwasm/jpeg-turbo/jpeg-turbo.wasm';
import { ProblemError } from '../../core/problem.ts';
import type { Mend } from '../../core/ports.ts';
import { allocate, compileLibrary, copyIn, type WasmLibrary } from '../wasmLibrary.ts';
import { readWarning, resumeAfterWarnings } from './warnings.ts';

/** TurboJPEG's pixel formats, by bytes per pixel: `TJPF_GRAY`, `TJPF_RGB`, `TJPF_CMYK` (turbojpeg.h). */
const pixelFormats = { 1: 6, 3: 0, 4: 11 } as const;

/** `TJFLAG_STOPONWARNING`: a warning is a `longjmp`, as an error is. */
const stopOnWarning = 8192;

/** An instance whose memory has grown beyond these bytes is not kept: WebAssembly's memory never shrinks. */
const maximumKeptBytes = 64 * 2 ** 20;

interface TurboJpeg extends WasmLibrary {
	free(pointer: number): void;
	tjInitDecompress(): number;
	tjDestroy(decompressor: number): number;
	/** 0, or -1 after a warning or an error; what is fatal inside libjpeg comes as a throw by `longjmp`. */
	tjDecompress2(
		decompressor: number,
		jpeg: number,
		jpegBytes: number,
		target: number,
		width: number,
		rowBytes: number,
		height: number,
		pixelFormat: number,
		flags: number,
	): number;
}

const createTurboJpeg = compileLibrary<TurboJpeg>(() => resumeAfterWarnings(wasm));

/** What to make of a JPEG. */
export interface Raster {
	/** The picture's × n/8, rounded up; so is `height`. */
	readonly width: number;
	readonly height: number;
	/** 1 gray, 3 RGB, 4 CMYK as stored (Adobe's is inverted). */
	readonly channels: 1 | 3 | 4;
}

/**
 * Decodes a JPEG file with libjpeg-turbo.
 *
 * @param read gets `width * height * channels` bytes in the library's memory, which the next picture overwrites, and
 * what of the file was mended.
 * @returns what `read` does.
 * @throws ProblemError `prepareMemory`; Error with libjpeg-turbo's message.
 */
export type Decompress = <Result>(
	jpeg: Uint8Array,
	raster: Raster,
	read: (samples: Uint8Array, mended: ReadonlySet<Mend>) => Result,
) => Result;

/**
 * Keeps one instance of the library for many pictures, as long as each of them succeeds. The decompressor is each
 * picture's own: a picture without tables would be decoded with those of the last one.
 */
export function createDecompress(): Decompress {
	let kept: TurboJpeg | undefined;
	let cut: string | undefined;
	const mended = new Set<Mend>();

	function warn({ memory }: TurboJpeg, environment: number): void {
		const { message, mend } = readWarning(memory, environment);
		if (mend === undefined) {
			throw new Error(cut ?? message);
		}
		mended.add(mend);
		if (mend === 'noEnd') {
			cut = message;
		}
	}

	return (jpeg, { width, height, channels }, read) => {
		cut = undefined;
		mended.clear();
		const turbo = kept ?? createTurboJpeg(warn);
		// Whatever goes wrong from here on, this instance is not used again.
		kept = undefined;
		const decompressor = turbo.tjInitDecompress();
		if (decompressor === 0) {
			throw new ProblemError({ code: 'prepareMemory' });
		}
		const source = copyIn(turbo, jpeg);
		const size = width * height * channels;
		const target = allocate(turbo, size);
		const status = turbo.tjDecompress2(
			decompressor,
			source,
			jpeg.length,
			target,
			width,
			width * channels,
			height,
			pixelFormats[channels],
			stopOnWarning,
		);
		if (status !== 0 && mended.size === 0) {
			throw new Error('libjpeg-turbo refuses the picture');
		}
		const result = read(new Uint8Array(turbo.memory.buffer, target, size), mended);
		if (status === 0 && turbo.memory.buffer.byteLength <= maximumKeptBytes) {
			turbo.free(target);
			turbo.free(source);
			turbo.tjDestroy(decompressor);
			kept = turbo;
		}
		return result;
	};
}
