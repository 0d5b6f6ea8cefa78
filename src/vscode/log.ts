import { window, type Disposable } from 'vscode';
import type { Classified, Failed } from '../app/outcome.ts';
import { lazy } from '../core/lazy.ts';
import { ProblemError } from '../core/problem.ts';
import type * as words from '../presentation/logLine.ts';
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
	// The sentences of all problems are most of what activation would load.
	const loadWords = lazy(async () => import('../presentation/logLine.ts'));
	let isDisposed = false;
	const write = async (toLine: (loaded: typeof words) => words.LogLine) => {
		const { level, text } = toLine(await loadWords());
		if (!isDisposed) {
			channel[level](text);
		}
	};
	return {
		outcome: (name, outcome) => void write(({ toLogLine }) => toLogLine(name, outcome, userLocale)),
		error: (error) =>
			void write(({ toProblemText, toLogText }) => ({
				level: 'error',
				text: error instanceof ProblemError ? toProblemText(error.problem, userLocale) : toLogText(String(error)),
			})),
		show: () => channel.show(),
		dispose: () => {
			isDisposed = true;
			channel.dispose();
		},
	};
}
