import type { Preprocessing } from '../core/normalization.ts';
import type { PrepareLimits } from './prepare.ts';

/** To the worker, which answers each with a `Reply<Prepared>`: what `prepare` takes. */
export interface PictureRequest {
	readonly bytes: Uint8Array<ArrayBuffer>;
	readonly preprocessing: Preprocessing;
	readonly options: PrepareLimits & { readonly steps: boolean };
}

/** To the worker, which answers each with a `Reply<FileDigits>`: files that it reads itself. */
export interface FilesRequest {
	readonly paths: readonly string[];
	readonly preprocessing: Preprocessing;
	readonly options: PrepareLimits;
}

/** The digits of files, in their order; as plain arrays, since objects would take a fifth of the time. */
export interface FileDigits {
	/** `n × 784`; zeros where there is none. */
	readonly digits: Uint8Array<ArrayBuffer>;
	/** `n × 2`: of each file the time in milliseconds since 1970 and the bytes; NaN where there is no digit. */
	readonly stamps: Float64Array<ArrayBuffer>;
}
