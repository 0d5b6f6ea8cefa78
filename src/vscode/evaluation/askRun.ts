import { l10n, ProgressLocation, window } from 'vscode';
import { estimateRun } from '../../app/evaluateDataset.ts';
import type { Endpoint, Prepare } from '../../core/ports.ts';
import { confirmationText, progressText } from '../../presentation/evaluation/runTexts.ts';
import type { Locale } from '../../presentation/locale.ts';
import type { EndpointSource } from '../endpointSource.ts';
import type { EvaluationRun } from './evaluationRun.ts';
import type { KeptRuns } from './keptRuns.ts';

/** Of rows that leave the machine; more are asked about. */
const mostUnasked = 500;

export interface AskRunDependencies {
	readonly endpoints: EndpointSource;
	readonly prepare: Prepare;
	readonly locale: Locale;
	readonly kept: KeptRuns;
}

/**
 * Asks for what is pending, once the user has agreed where much is to be sent, and keeps what comes. Resolves when it
 * has ended or was cancelled, or to false where it is not wanted; rejects with a `ProblemError`.
 * @param again the indexes of those that are to be asked for again, besides
 * @param onUpdate is told when it starts, and of every step
 */
export async function askRun(
	run: EvaluationRun,
	again: readonly number[],
	{ endpoints, prepare, locale, kept }: AskRunDependencies,
	onUpdate: () => void,
): Promise<boolean> {
	const endpoint = await endpoints.named(run.record.endpointKey);
	if (run.isRunning || !(await confirm(run, endpoint, again, locale))) {
		return false;
	}
	run.forget(again);
	const running = runWithProgress(run, endpoint, prepare, locale, onUpdate);
	onUpdate();
	await kept.follow(run, running);
	return true;
}

/** Whether that may be sent: says what, and asks, where it is much. */
async function confirm(
	run: EvaluationRun,
	endpoint: Endpoint,
	again: readonly number[],
	locale: Locale,
): Promise<boolean> {
	const estimate = estimateRun(endpoint, run.results, again);
	if (estimate.rows <= mostUnasked) {
		return true;
	}
	const { message, detail } = confirmationText(estimate, endpoint.name, locale);
	const send = l10n.t('Send');
	return (await window.showWarningMessage(message, { modal: true, detail }, send)) === send;
}

/** Runs with a notification that tells how far it is and cancels. Rejects as {@link EvaluationRun.run} does. */
async function runWithProgress(
	run: EvaluationRun,
	endpoint: Endpoint,
	prepare: Prepare,
	locale: Locale,
	onUpdate: () => void,
): Promise<void> {
	await window.withProgress(
		{
			location: ProgressLocation.Notification,
			title: l10n.t('Evaluating {0} on {1}', endpoint.name, run.record.dataset.name),
			cancellable: true,
		},
		async (report, token) => {
			token.onCancellationRequested(() => run.cancel());
			let shown = 0;
			await run.run(endpoint, prepare, () => {
				const { progress } = run;
				// Every answer would be too many for the window to write.
				if (progress && performance.now() - shown > 200) {
					shown = performance.now();
					report.report({ message: progressText(progress, locale) });
				}
				onUpdate();
			});
		},
	);
}
