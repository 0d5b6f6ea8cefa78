import type { Answered } from '../problems.ts';

export interface ContainerProblem extends Answered {
	readonly code: 'containerRefused';
	readonly status: number;
	/** The container's own words: at most 1000 characters. */
	readonly detail: string;
}

declare module '../../core/problem.ts' {
	interface Problems {
		readonly container: ContainerProblem;
	}
}
