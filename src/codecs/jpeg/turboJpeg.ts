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

interface TurboJpeg extends WasmLibrary {
	tjInitDecompress(): number;
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

/**
 * Decodes a JPEG file with libjpeg-turbo.
 *
 * @param width what to scale to: the picture's width × n/8, rounded up; the same for `height`.
 * @param channels 1 gray, 3 RGB, 4 CMYK as stored (Adobe's is inverted).
 * @returns `width * height * channels` bytes, in the instance's memory: to be read, not kept.
 * @throws ProblemError `prepareMemory`; Error with libjpeg-turbo's message.
 */
export function decompress(jpeg: Uint8Array, width: number, height: number, channels: 1 | 3 | 4): Uint8Array {
	try {
		return run(jpeg, width, height, channels, stopOnWarning);
	} catch (error) {
		if (error instanceof Error && harmlessWarning.test(error.message) && !hasRestarts(jpeg)) {
			return run(jpeg, width, height, channels, 0);
		}
		throw error;
	}
}

function run(jpeg: Uint8Array, width: number, height: number, channels: 1 | 3 | 4, flags: number): Uint8Array {
	const turbo = createTurboJpeg();
	const decompressor = turbo.tjInitDecompress();
	if (decompressor === 0) {
		throw new ProblemError({ code: 'prepareMemory' });
	}
	const source = copyIn(turbo, jpeg);
	const size = width * height * channels;
	const target = allocate(turbo, size);

	let result: number | undefined;
	try {
		result = turbo.tjDecompress2(
			decompressor,
			source,
			jpeg.length,
			target,
			width,
			width * channels,
			height,
			pixelFormats[channels],
			flags,
		);
	} catch (error) {
		if (!(error instanceof GivenUp)) {
			throw error;
		}
	}
	if (result !== 0) {
		const message = readMessage(turbo.memory);
		if (flags === stopOnWarning || result === undefined || !harmlessWarning.test(message)) {
			throw new Error(message);
		}
	}
	return new Uint8Array(turbo.memory.buffer, target, size);
}

/** Whether there is a marker DRI, perhaps in an embedded thumbnail. */
function hasRestarts(jpeg: Uint8Array): boolean {
	return Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength).includes(Buffer.of(0xff, 0xdd));
}

/** libjpeg-turbo's last message: it stands where a fresh instance, after its constants, says that all is well. */
function readMessage(memory: WebAssembly.Memory): string {
	const fresh = createTurboJpeg().memory;
	const start = Buffer.from(fresh.buffer).lastIndexOf('No error\0');
	const bytes = Buffer.from(memory.buffer, start, 200);
	return bytes.toString('latin1', 0, bytes.indexOf(0));
}
