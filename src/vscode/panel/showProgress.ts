import { l10n } from 'vscode';
import { showLongWork } from '../longWork.ts';

export interface RunProgress {
	/** One picture more has ended. */
	readonly advance: () => void;
	readonly end: () => void;
}

/** Shows how far a run is, where it takes its time. */
export function showProgress(names: readonly string[], cancel: () => void): RunProgress {
	const [first = '', ...others] = names;
	const isOne = others.length === 0;
	const title = isOne ? l10n.t('Classifying {0}', first) : l10n.t('Classifying {0} pictures', names.length);
	const { report, end } = showLongWork(title, cancel);
	let done = 0;
	const tell = (increment: number): void =>
		report({ increment, ...(!isOne && { message: l10n.t('{0} of {1}', done, names.length) }) });
	tell(0);
	return {
		advance: () => {
			done += 1;
			tell(100 / names.length);
		},
		end,
	};
}
