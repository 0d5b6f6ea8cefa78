import { window } from 'vscode';
import { toProblem } from '../core/problem.ts';
import { describeProblem } from '../presentation/problems/describeProblem.ts';
import type { Log } from './log.ts';
import { userLocale } from './userLocale.ts';

/** Says in words, and writes down, what went wrong. */
export function showProblem(error: unknown, log: Pick<Log, 'error'>): void {
	log.error(error);
	void window.showErrorMessage(describeProblem(toProblem(error), userLocale).message);
}
