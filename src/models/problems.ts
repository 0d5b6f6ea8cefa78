import { ProblemError } from '../core/problem.ts';

/** Files that are taken for models, and are none: by what they are. */
export type ForeignFormat =
	| 'dump'
	| 'configuration'
	| 'tar'
	| 'zip'
	| 'bzip2'
	| 'xz'
	| 'zstd'
	| 'sevenZip'
	| 'errorPage'
	| 'gitLfs'
	| 'lightGbm'
	| 'catBoost'
	| 'network'
	| 'data';

/** Of a model's content. */
export type ModelProblem =
	| { readonly code: 'modelBroken'; readonly detail: string }
	| { readonly code: 'modelUnsupported'; readonly detail: string }
	/** `detail` is of an error page: what it says. */
	| { readonly code: 'modelForeign'; readonly format: ForeignFormat; readonly detail?: string };

declare module '../core/problem.ts' {
	interface Problems {
		readonly model: ModelProblem;
	}
}

/** Of a file that is cut short, or contradicts itself. */
export function modelBroken(detail: string, cause?: unknown): ProblemError {
	return new ProblemError({ code: 'modelBroken', detail }, { cause });
}

/** Of a file that may be sound, but whose model is of a kind that is not read. */
export function modelUnsupported(detail: string): ProblemError {
	return new ProblemError({ code: 'modelUnsupported', detail });
}

/** Of a file that is something else. */
export function modelForeign(format: ForeignFormat, detail?: string): ProblemError {
	return new ProblemError({ code: 'modelForeign', format, ...(detail !== undefined && { detail }) });
}
