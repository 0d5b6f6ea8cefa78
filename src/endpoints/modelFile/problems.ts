import { ProblemError, type FileProblem } from '../../core/problem.ts';

export type ModelFileProblem =
	/** `problem` of the model's file. */
	| { readonly code: 'modelFileFailed'; readonly path: string; readonly problem: FileProblem }
	/** Python's pickle, which runs what is in it: the model must be saved anew with `save_model`. */
	| { readonly code: 'modelPickled' }
	/** An archive without one model; `files` are those that could be it, at most 20. */
	| { readonly code: 'modelArchive'; readonly files: readonly string[] }
	/** `features` of the model, which must be `expected`. */
	| { readonly code: 'modelFeatures'; readonly features: number; readonly expected: number };

declare module '../../core/problem.ts' {
	interface Problems {
		readonly modelFile: ModelFileProblem;
	}
}

/** So that a problem of the model's file is not taken for one of the picture. */
export function modelFileFailed(path: string, problem: FileProblem, cause?: unknown): ProblemError {
	return new ProblemError({ code: 'modelFileFailed', path, problem }, { cause });
}
