import { ProblemError } from '../core/problem.ts';
import type { GrayImage } from '../core/image.ts';
import type { ImageFormat, Mend } from '../core/ports.ts';
import type { Orientation } from './orientation.ts';

/** A picture whose header is read and found sound; no pixel is decoded yet. */
export interface OpenedImage extends Orientation {
	/** As stored, in pixels. */
	readonly width: number;
	readonly height: number;
	/** The most memory that decoding takes beside the file itself, in bytes. */
	memoryFor(minimumSide?: number): number;
	/**
	 * As stored, not turned; perhaps reduced, with a shorter side of at least `minimumSide`.
	 * @throws ProblemError
	 */
	decode(minimumSide?: number): StoredImage | Promise<StoredImage>;
}

export interface StoredImage extends GrayImage {
	/** What the picture was reduced by, if it was: its sides are those of the file × `scale`, rounded up. */
	readonly scale?: number;
	/** Without doubles; see {@link Mend}. */
	readonly mended?: readonly Mend[];
}

/** Runs a library and turns whatever it throws into a problem of this picture. */
export function guard<Result>(format: ImageFormat, run: () => Result): Result {
	try {
		return run();
	} catch (error) {
		throw toProblem(format, error);
	}
}

export function toProblem(format: ImageFormat, error: unknown): ProblemError {
	if (error instanceof ProblemError) {
		return error;
	}
	if (error instanceof RangeError && /allocation failed|(could not|cannot) allocate/i.test(error.message)) {
		return new ProblemError({ code: 'prepareMemory' }, { cause: error });
	}
	return broken(format, error instanceof Error ? error.message : String(error), error);
}

export function broken(format: ImageFormat, detail: string, cause?: unknown): ProblemError {
	return new ProblemError({ code: 'imageBroken', format, detail }, { cause });
}

export function unsupported(format: ImageFormat, detail: string): ProblemError {
	return new ProblemError({ code: 'imageUnsupported', format, detail });
}
