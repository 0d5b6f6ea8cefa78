import type { DatasetProblem } from './datasetProblem.ts';
import type { NormalizationStep } from './normalization.ts';
import type { TrainingProblem } from './trainingProblem.ts';

/**
 * Everything that can go wrong on a picture's way, as plain data: it crosses the worker and the webview as it
 * is, and only the presentation puts it into words. `detail` is a library's or a server's own text, for the
 * reader's eyes only: no code looks into it.
 */
export type Problem = Problems[keyof Problems];

/**
 * The problems by who throws them. It is open, as the DOM's `HTMLElementTagNameMap` is: each layer enters its own
 * with `declare module`, beside what throws them, so that `core` knows no other layer and yet no code is unknown.
 */
export interface Problems {
	readonly file: FileProblem;
	readonly image: ImageProblem;
	readonly dataset: DatasetProblem;
	readonly training: TrainingProblem;
	/** Something that is a mistake of ours: shown with the log. */
	readonly unexpected: { readonly code: 'unexpected'; readonly detail: string };
}

export type FileProblem =
	| { readonly code: 'fileNotFound' }
	| { readonly code: 'fileIsFolder' }
	/** A pipe or a device: it may hold nothing, or have no end. */
	| { readonly code: 'fileIsSpecial' }
	/** Of what was dropped, pasted or drawn: it was in memory alone. */
	| { readonly code: 'pictureNotKept' }
	| { readonly code: 'fileUnreadable'; readonly detail: string }
	| { readonly code: 'fileEmpty' }
	/** Another picture than the one whose digits are at hand. */
	| { readonly code: 'fileChanged' }
	/** `bytes` and `limit` in bytes. */
	| { readonly code: 'fileTooLarge'; readonly bytes: number; readonly limit: number };

/** What people take for pictures, and sometimes what they got instead of one. */
export type OtherFormat = 'heic' | 'ico' | 'iosPng' | 'jpeg2000' | 'jpegXl' | 'lfsPointer' | 'pdf' | 'psd' | 'svg';

export type ImageProblem =
	/** The content is no format that is known, whatever the file's name says. */
	| { readonly code: 'notAnImage' }
	/** A format that is known, and not read. */
	| { readonly code: 'otherFormat'; readonly format: OtherFormat }
	/** A known format, cut short or damaged. */
	| { readonly code: 'imageBroken'; readonly format: string; readonly detail: string }
	/** A known format, a variant that is not read. */
	| { readonly code: 'imageUnsupported'; readonly format: string; readonly detail: string }
	/** `limit` in pixels. */
	| { readonly code: 'imageTooLarge'; readonly width: number; readonly height: number; readonly limit: number }
	/** Decoding and normalizing together. */
	| { readonly code: 'prepareTimeout'; readonly seconds: number }
	| { readonly code: 'prepareMemory' }
	/** Preprocessing `none` takes 28×28 pictures alone. */
	| { readonly code: 'notDigitSize'; readonly width: number; readonly height: number }
	/** `steps` as far as the picture came, where they are wanted. */
	| {
			readonly code: 'noInk';
			readonly steps?: readonly NormalizationStep[];
			/** Where there are no other values than 0 and 1: all but black, and perhaps meant to be all of black and white. */
			readonly pixelRange?: '0-1';
	  };

/** Carries a {@link Problem} up the stack. Its message is for logs. */
export class ProblemError extends Error {
	override readonly name = 'ProblemError';

	constructor(
		readonly problem: Problem,
		options?: ErrorOptions,
	) {
		super('detail' in problem ? `${problem.code}: ${problem.detail}` : problem.code, options);
	}
}

/** The problem an error stands for; one that is none of ours becomes `unexpected`. */
export function toProblem(error: unknown): Problem {
	if (error instanceof ProblemError) {
		return error.problem;
	}
	return { code: 'unexpected', detail: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
}
