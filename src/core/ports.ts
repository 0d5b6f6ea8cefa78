import type { LocalFile } from './files.ts';
import type { Digit, GrayImage } from './image.ts';
import type { Normalized, Preprocessing } from './normalization.ts';
import type { Prediction } from './prediction.ts';

export type ImageFormat = (typeof imageFormats)[number];

export const imageFormats = ['jpeg', 'png', 'gif', 'bmp', 'webp', 'avif', 'tiff'] as const;

/**
 * What is wrong with a file without a pixel being lost:
 * - `strayBytes`: bytes that belong to nothing.
 * - `noEnd`: no mark of its end.
 * - `checksum`: a wrong or missing one.
 * - `surplusRows`: more rows than its header says.
 * - `transparency`: for more colours than there are.
 * - `canvas`: smaller than what is drawn on it.
 * - `header`: a value that cannot be.
 */
export type Mend = (typeof mends)[number];

export const mends = ['strayBytes', 'noEnd', 'checksum', 'surplusRows', 'transparency', 'canvas', 'header'] as const;

/** What a file tells of its picture. */
export interface PictureFacts {
	readonly format: ImageFormat;
	/** Upright, in pixels. */
	readonly originalWidth: number;
	readonly originalHeight: number;
	/** EXIF's, by which the picture was turned upright; absent where it is stored upright. */
	readonly orientation?: number;
	/** Whether XMP states it, which browsers do not look at. */
	readonly orientationByXmp?: boolean;
	/** Absent where nothing had to be mended. */
	readonly mended?: readonly Mend[];
}

/** The picture as decoded, upright; perhaps reduced, so with the size it has in the file. */
export interface DecodedImage extends GrayImage, PictureFacts {}

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
export interface Prepare {
	(bytes: Uint8Array, preprocessing: Preprocessing, options: PrepareOptions): Promise<Prepared>;
	/** Where threads can read files of this machine. */
	readonly file?: PrepareFile;
	readonly files?: PrepareFiles;
}

/** The same of a file of this machine, read where it is prepared. Rejects with a `FileProblem`'s `ProblemError`, too. */
export type PrepareFile = (
	file: LocalFile,
	preprocessing: Preprocessing,
	options: PrepareOptions,
) => Promise<PreparedFile>;

export interface PreparedFile extends Prepared {
	/** In milliseconds. */
	readonly times: Prepared['times'] & { readonly read: number };
}

/**
 * Files of this machine → digits, many at a time, where nobody waits for them; undefined where none of them can be had
 * so. Rejects with nothing but the signal's reason.
 * @param paths called when it is their turn: those of thousands would wait for it
 * @param room is given away, at least 784 bytes for each path, and comes back with the digits
 */
export type PrepareFiles = (
	paths: () => readonly string[],
	preprocessing: Preprocessing,
	room: Uint8Array<ArrayBuffer>,
	signal: AbortSignal,
) => Promise<PreparedFiles | undefined>;

/** In the order of the paths, as plain arrays: an object for each would take long to send, and outlive its use. */
export interface PreparedFiles {
	/** 784 bytes each; whatever was there where there is none. */
	readonly digits: Uint8Array<ArrayBuffer>;
	/**
	 * `n × 2`: of each file the time in milliseconds since 1970 and the bytes. NaN where the file is not quickly read and
	 * prepared, for whatever reason: {@link Prepare} is to tell which.
	 */
	readonly stamps: Float64Array<ArrayBuffer>;
}

/** Ink that may be one digit of a line, fitted into 28×28 with its pen as it is. */
export interface SegmentInLine {
	readonly digit: Digit;
	/** All ink in the same 28×28: the segment's and that of its neighbours. */
	readonly around: Digit;
}

/** As it is seen without neighbours. */
export function alone(digit: Digit): SegmentInLine {
	return { digit, around: digit };
}

/** How likely each is one whole digit, and not less or more: log p(the likeliest class) − log p(no digit). */
export type ScoreDigits = (segments: readonly SegmentInLine[]) => Float32Array;

/** One digit on its way to a model. */
export interface Sample {
	/** The file's name, without folders; in an evaluation what people call the item, see `Dataset.nameOf`. */
	readonly name: string;
	readonly digit: Digit;
	/** Absent where the digit came ready, from no picture. */
	readonly picture?: PictureFacts;
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

/** `zerosMissing`: the model was trained on rows with missing values, most likely zeros, and was given none. */
export type ModelWarning = 'zerosMissing';

export interface Reply {
	/** One per sample, in order. */
	readonly predictions: readonly Prediction[];
	/** Absent where nothing left the machine. */
	readonly sent?: Sent;
	/** Of the model and what it was given, where the answers are not to be trusted. */
	readonly warning?: ModelWarning;
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
	/** Of a local one: the calls of `classify` that are worked on at once. Default: 1. */
	readonly maximumInFlight?: number;
	/** What one of MNIST's digits takes in a request on the average, in bytes; absent where nothing leaves the process. */
	readonly rowBytes?: number;
	/** Loads what the first answer needs, so that it need not wait. What makes it reject does so in `classify`, too. */
	warmUp?(): Promise<void>;
	/** Rejects with a `ProblemError`, or with the signal's reason. */
	classify(samples: readonly Sample[], signal: AbortSignal): Promise<Reply>;
}

/** Whose answer it is. */
export type EndpointRef = Pick<Endpoint, 'name' | 'labels'>;
