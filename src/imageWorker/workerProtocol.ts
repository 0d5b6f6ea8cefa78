import type { Preprocessing } from '../core/normalization.ts';
import type { PrepareLimits } from './prepare.ts';

/** To the worker, which answers each with a `Reply<Prepared>`: what `prepare` takes. */
export interface PictureRequest {
	/** Its bytes, or the path of its file. */
	readonly picture: Uint8Array<ArrayBuffer> | string;
	readonly preprocessing: Preprocessing;
	readonly options: PrepareLimits & { readonly steps: boolean };
}

/** To the worker, which answers each with a `Reply<PreparedFiles>`: files that it reads itself. */
export interface FilesRequest {
	readonly paths: readonly string[];
	/** Room for 784 bytes each. */
	readonly digits: Uint8Array<ArrayBuffer>;
	readonly preprocessing: Preprocessing;
	readonly options: PrepareLimits;
}
