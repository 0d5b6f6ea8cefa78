import type { DecodedImage, Problem } from '../core/index.ts';
import type { DecodeImageOptions } from './decodeImage.ts';

/** To the worker, which answers each with one {@link DecodeReply}. */
export interface DecodeRequest {
	readonly bytes: Uint8Array;
	readonly options: DecodeImageOptions;
}

export type DecodeReply =
	{ readonly ok: true; readonly image: DecodedImage } | { readonly ok: false; readonly problem: Problem };
