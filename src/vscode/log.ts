import { window, type Disposable } from 'vscode';
import type { Classified, Failed } from '../app/outcome.ts';
import { ProblemError } from '../core/problem.ts';
import { toLogLine, toLogText, toProblemText } from '../presentation/logLine.ts';
import { userLocale } from './userLocale.ts';

/** What the extension writes down, in VS Code's output. Nothing is written there but through it. */
export interface Log {
	/** What became of a picture, or of a trial, by its name. */
	readonly outcome: (name: string, outcome: Classified | Failed) => void;
	/** What went wrong besides: a `ProblemError` in words, all else is a mistake of ours. */
	readonly error: (error: unknown) => void;
	readonly show: () => void;
}

export function createLog(): Log & Disposable {
	const channel = window.createOutputChannel('Digit Classifier', { log: true });
	return {
		outcome: (name, outcome) => {
			const { level, text } = toLogLine(name, outcome, userLocale);
			channel[level](text);
		},
		error: (error) =>
			channel.error(
				error instanceof ProblemError ? toProblemText(error.problem, userLocale) : toLogText(String(error)),
			),
		show: () => channel.show(),
		dispose: () => channel.dispose(),
	};
}
