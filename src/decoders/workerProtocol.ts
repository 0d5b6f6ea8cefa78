import type { DecodedImage, GrayImage, Normalized, Preprocessing, Problem } from '../core/index.ts';
import type { DecodeImageOptions } from './decodeImage.ts';

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
