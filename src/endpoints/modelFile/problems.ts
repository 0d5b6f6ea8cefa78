import { ProblemError, type FileProblem } from '../../core/problem.ts';

export type ModelFileProblem =
	/** `problem` of the model's file. */
	| { readonly code: 'modelFileFailed'; readonly path: string; readonly problem: FileProblem }
	/** Python's pickle, which runs what is in it: the model must be saved anew with `save_model`. */
	| { readonly code: 'modelPickled' }
	/** An archive without one model; `files` are those that could be it, at most 20. */
	| { readonly code: 'modelArchive'; readonly files: readonly string[] }
	/** `features` of the model, which must be `expected`. */
	| { readonly code: 'modelFeatures'; readonly features: number; readonly expected: number }
	/** The service sends rows of so many features and wants one of so many classes: of another model it makes nothing. */
	| {
			readonly code: 'modelNotServed';
			readonly of: 'features' | 'classes';
			readonly found: number;
			readonly expected: number;
	  }
	/** The image's XGBoost is none of those that read the file: `from` the first version, `upTo` the last. */
	| { readonly code: 'modelImage'; readonly image: string; readonly from: string; readonly upTo?: string }
	/**
	 * The setting's `path` names no file on this machine: one on S3, another URL, a variable that is unknown or has no
	 * value, or one that is relative to no folder.
	 */
	| { readonly code: 'modelPath'; readonly path: string; readonly reason: 's3' | 'url' | 'variable' | 'relative' };

declare module '../../core/problem.ts' {
	interface Problems {
		readonly modelFile: ModelFileProblem;
	}
}

/** So that a problem of the model's file is not taken for one of the picture. */
export function modelFileFailed(path: string, problem: FileProblem, cause?: unknown): ProblemError {
	return new ProblemError({ code: 'modelFileFailed', path, problem }, { cause });
}
