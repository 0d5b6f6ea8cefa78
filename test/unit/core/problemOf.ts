import { ProblemError, type Problem } from '../../../src/core/problem.ts';

/** What is thrown; fails the test if it is none of ours. */
export function problemOf(run: () => unknown): Problem | undefined {
	try {
		run();
	} catch (error) {
		if (error instanceof ProblemError) {
			return error.problem;
		}
		throw error;
	}
	return undefined;
}
