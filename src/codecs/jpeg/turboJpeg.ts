import wasm from '@cwasm/jpeg-turbo/jpeg-turbo.wasm';
import { ProblemError } from '../../core/problem.ts';
import { allocate, compileLibrary, copyIn, GivenUp, type WasmLibrary } from '../wasmLibrary.ts';

/** TurboJPEG's pixel formats, by bytes per pixel: `TJPF_GRAY`, `TJPF_RGB`, `TJPF_CMYK` (turbojpeg.h). */
const pixelFormats = { 1: 6, 3: 0, 4: 11 } as const;

/** `TJFLAG_STOPONWARNING`: what libjpeg-turbo would repair, it gives up. */
const stopOnWarning = 8192;

/**
 * The message of a picture that is complete but for waste before its very end, as some cameras write it. With restart
 * markers it could also come from the middle of the picture.
 */
const harmlessWarning = /extraneous bytes before marker 0xd9/;

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

const createTurboJpeg = compileLibrary<TurboJpeg>(wasm);

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
 * @param read gets `width * height * channels` bytes in the library's memory, which the next picture overwrites.
 * @returns what `read` does.
 * @throws ProblemError `prepareMemory`; Error with libjpeg-turbo's message.
 */
export type Decompress = <Result>(jpeg: Uint8Array, raster: Raster, read: (samples: Uint8Array) => Result) => Result;

/**
 * Keeps one instance of the library for many pictures, as long as each of them succeeds. The decompressor is each
 * picture's own: a picture without tables would be decoded with those of the last one.
 */
export function createDecompress(): Decompress {
	let kept: TurboJpeg | undefined;

	function run<Result>(jpeg: Uint8Array, raster: Raster, flags: number, read: (samples: Uint8Array) => Result): Result {
		const turbo = kept ?? createTurboJpeg();
		// Whatever goes wrong from here on, this instance is not used again.
		kept = undefined;
		const decompressor = turbo.tjInitDecompress();
		if (decompressor === 0) {
			throw new ProblemError({ code: 'prepareMemory' });
		}
		const source = copyIn(turbo, jpeg);
		const size = raster.width * raster.height * raster.channels;
		const target = allocate(turbo, size);
		const status = decode(turbo, decompressor, source, jpeg.length, target, raster, flags);
		if (status !== 0) {
			kept = createTurboJpeg();
			const message = readMessage(turbo.memory, kept.memory);
			if (flags === stopOnWarning || status === undefined || !harmlessWarning.test(message)) {
				throw new Error(message);
			}
		}
		const result = read(new Uint8Array(turbo.memory.buffer, target, size));
		if (status === 0 && turbo.memory.buffer.byteLength <= maximumKeptBytes) {
			turbo.free(target);
			turbo.free(source);
			turbo.tjDestroy(decompressor);
			kept = turbo;
		}
		return result;
	}

	return (jpeg, raster, read) => {
		try {
			return run(jpeg, raster, stopOnWarning, read);
		} catch (error) {
			if (error instanceof Error && harmlessWarning.test(error.message) && !hasRestarts(jpeg)) {
				return run(jpeg, raster, 0, read);
			}
			throw error;
		}
	};
}

/** What `tjDecompress2` returns, or nothing where it gives up. */
function decode(
	turbo: TurboJpeg,
	decompressor: number,
	source: number,
	sourceBytes: number,
	target: number,
	{ width, height, channels }: Raster,
	flags: number,
): number | undefined {
	const format = pixelFormats[channels];
	try {
		return turbo.tjDecompress2(
			decompressor,
			source,
			sourceBytes,
			target,
			width,
			width * channels,
			height,
			format,
			flags,
		);
	} catch (error) {
		if (error instanceof GivenUp) {
			return undefined;
		}
		throw error;
	}
}

/** Whether there is a marker DRI, perhaps in an embedded thumbnail. */
function hasRestarts(jpeg: Uint8Array): boolean {
	return Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength).includes(Buffer.of(0xff, 0xdd));
}

/** libjpeg-turbo's last message: it stands where a fresh instance, after its constants, says that all is well. */
function readMessage(memory: WebAssembly.Memory, fresh: WebAssembly.Memory): string {
	const start = Buffer.from(fresh.buffer).lastIndexOf('No error\0');
	const bytes = Buffer.from(memory.buffer, start, 200);
	return bytes.toString('latin1', 0, bytes.indexOf(0));
}
