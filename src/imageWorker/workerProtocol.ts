import type { DecodedImage } from '../core/ports.ts';
import type { GrayImage } from '../core/image.ts';
import type { Normalized, Preprocessing } from '../core/normalization.ts';
import type { Problem } from '../core/problem.ts';
import type { DecodeImageOptions } from '../codecs/decodeImage.ts';

/** To the worker, which answers each with one {@link WorkerReply}. */
export type WorkerRequest =
	| { readonly task: 'decode'; readonly bytes: Uint8Array; readonly options: DecodeImageOptions }
	| { readonly task: 'normalize'; readonly image: GrayImage; readonly preprocessing: Preprocessing };

/** What comes of each task. */
export interface WorkerResults {
	readonly decode: DecodedImage;
	readonly normalize: Normalized;
}

export type WorkerReply =
	| { readonly ok: true; readonly result: WorkerResults[WorkerRequest['task']] }
	| { readonly ok: false; readonly problem: Problem };
