import type { Digit, GrayImage } from './image.ts';
import type { Normalized, Preprocessing } from './normalization.ts';
import type { Prediction } from './prediction.ts';

export type ImageFormat = 'jpeg' | 'png' | 'gif' | 'bmp' | 'webp';

/** The picture as decoded, upright; perhaps reduced, so with the size it has in the file. */
export interface DecodedImage extends GrayImage {
	readonly format: ImageFormat;
	/** Upright, in pixels. */
	readonly originalWidth: number;
	readonly originalHeight: number;
}

/** What a file tells of its picture. */
export interface PictureFacts {
	readonly format: ImageFormat;
	/** Upright, in pixels. */
	readonly originalWidth: number;
	readonly originalHeight: number;
}

/** A picture that is ready for a model. */
export interface Prepared extends Normalized {
	readonly picture: PictureFacts;
	/** In milliseconds. */
	readonly times: { readonly decode: number; readonly normalize: number };
}

export interface PrepareOptions {
	/** Whether `steps` are wanted; else there are none. */
	readonly steps: boolean;
	readonly signal: AbortSignal;
}

/**
 * bytes → digits: decoded by content, normalized, wherever it runs.
 * Rejects with a `ProblemError` of an `ImageProblem`, or with the signal's reason.
 */
export type Prepare = (bytes: Uint8Array, preprocessing: Preprocessing, options: PrepareOptions) => Promise<Prepared>;

/** One digit on its way to a model. */
export interface Sample {
	/** The file's name, without folders. */
	readonly name: string;
	readonly digit: Digit;
	readonly picture: PictureFacts;
	/** The file as it is, for an endpoint that needs it; see {@link Endpoint.needs}. */
	readonly original?: Uint8Array;
}

/** What left the machine with one call of {@link Endpoint.classify}. Nothing secret is in it. */
export interface Sent {
	/** Where it went: an endpoint's name or a URL without query. */
	readonly destination: string;
	readonly region?: string;
	readonly profile?: string;
	readonly requests: number;
	readonly rows: number;
	/** Of the request bodies. */
	readonly bytes: number;
	/** The service's, of the last request. */
	readonly requestId?: string;
	/** The production variant that answered. */
	readonly variant?: string;
}

export interface Reply {
	/** One per sample, in order. */
	readonly predictions: readonly Prediction[];
	/** Absent where nothing left the machine. */
	readonly sent?: Sent;
}

/** A model that can be asked, of whatever kind. */
export interface Endpoint {
	/** The name the user gave it. */
	readonly name: string;
	/** Display names of the classes, by label. */
	readonly labels?: readonly string[];
	/** `original`: the files go along with the samples. */
	readonly needs: 'digit' | 'original';
	/** On this machine and in this process: an answer costs no request, and comes picture by picture. */
	readonly isLocal: boolean;
	/**
	 * The samples that one call of `classify` is filled up to; those of one call succeed or fail together. A picture
	 * with more digits than that goes alone.
	 */
	readonly maximumBatch: number;
	/** Loads what the first answer needs, so that it need not wait. What makes it reject does so in `classify`, too. */
	warmUp?(): Promise<void>;
	/** Rejects with a `ProblemError`, or with the signal's reason. */
	classify(samples: readonly Sample[], signal: AbortSignal): Promise<Reply>;
}

/** Whose answer it is. */
export type EndpointRef = Pick<Endpoint, 'name' | 'labels'>;
