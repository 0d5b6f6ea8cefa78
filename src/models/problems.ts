import { ProblemError } from '../core/problem.ts';

/** Of a model's content. */
export type ModelProblem =
	| { readonly code: 'modelBroken'; readonly detail: string }
	| { readonly code: 'modelUnsupported'; readonly detail: string };

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
