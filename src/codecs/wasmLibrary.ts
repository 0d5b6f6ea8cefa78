import { ProblemError } from '../core/problem.ts';
import type { GrayImage } from '../core/image.ts';
import type { ImageFormat } from '../core/ports.ts';
import { broken } from './openedImage.ts';
import { rgbaToGray } from './transparency.ts';

/** What every C library here exports beside its own functions; pointers are offsets into `memory`. */
export interface WasmLibrary {
	readonly memory: WebAssembly.Memory;
	/** 0 where there is no memory left. */
	malloc(bytes: number): number;
	_initialize?(): void;
}

function giveUp(): never {
	throw new Error('The library gave up');
}

/** Of C's standard library: no files, no environment, no way back from an error. */
const imports = {
	env: { setjmp: () => 0 },
	wasi_snapshot_preview1: {
		environ_sizes_get: () => 0,
		environ_get: () => 0,
		proc_exit: giveUp,
		fd_close: () => 0,
		fd_seek: () => 0,
		fd_write: () => 0,
	},
};

/** What C's `longjmp` is to do: it throws. `environment` is where `setjmp` was to save to. */
export type Jump<Library> = (library: Library, environment: number) => void;

/**
 * Each call of the result makes an instance, in 60 µs; the first one compiles the library. After a failure an instance
 * must not be used again: some bad files leave it unable to decode good ones. Its memory is freed with it, and never
 * shrinks before.
 */
export function compileLibrary<Library extends WasmLibrary>(
	wasm: () => Uint8Array<ArrayBuffer>,
): (jump?: Jump<Library>) => Library {
	let module: WebAssembly.Module | undefined;
	return (jump = giveUp) => {
		module ??= new WebAssembly.Module(wasm());
		const longjmp = (environment: number) => jump(library, environment);
		const instance = new WebAssembly.Instance(module, { ...imports, env: { ...imports.env, longjmp } });
		const library = instance.exports as Library;
		library._initialize?.();
		return library;
	};
}

/** @throws ProblemError `prepareMemory` */
export function allocate(library: WasmLibrary, bytes: number): number {
	const pointer = library.malloc(bytes);
	if (pointer === 0) {
		throw new ProblemError({ code: 'prepareMemory' });
	}
	return pointer;
}

/** @throws ProblemError `prepareMemory` */
export function copyIn(library: WasmLibrary, bytes: Uint8Array): number {
	const pointer = allocate(library, bytes.length);
	new Uint8Array(library.memory.buffer, pointer).set(bytes);
	return pointer;
}

/** A C function from a file to RGBA. The first three parameters say where it writes its results; 0 is success. */
export type DecodeRgba = (pixels: number, width: number, height: number, file: number, fileBytes: number) => number;

interface Size {
	readonly width: number;
	readonly height: number;
}

/**
 * Decodes a file with a library that makes RGBA.
 * @param size what the file's header says; the library must agree.
 * @throws ProblemError
 */
export function decodeToGray(
	format: ImageFormat,
	library: WasmLibrary,
	decodeRgba: DecodeRgba,
	bytes: Uint8Array,
	{ width, height }: Size,
): GrayImage {
	return { width, height, pixels: rgbaToGray(decodeToRgba(format, library, decodeRgba, bytes, { width, height })) };
}

/** As {@link decodeToGray}, but to four bytes a pixel, in the library's memory. */
export function decodeToRgba(
	format: ImageFormat,
	library: WasmLibrary,
	decodeRgba: DecodeRgba,
	bytes: Uint8Array,
	{ width, height }: Size,
): Uint8Array {
	const results = allocate(library, 12);
	const error = decodeRgba(results, results + 4, results + 8, copyIn(library, bytes), bytes.length);
	const { buffer } = library.memory;
	const [pixels, decodedWidth, decodedHeight] = new Uint32Array(buffer, results, 3) as unknown as number[];
	if (error !== 0 || !pixels) {
		throw broken(format, `Cannot be decoded: error ${error}`);
	}
	if (decodedWidth !== width || decodedHeight !== height) {
		throw broken(format, 'Another size than its header says');
	}
	return new Uint8Array(buffer, pixels, 4 * width * height);
}
