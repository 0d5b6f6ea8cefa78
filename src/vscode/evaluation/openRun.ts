import { l10n, Uri } from 'vscode';
import { doLongWork } from '../longWork.ts';
import { fileName } from '../picture.ts';
import type { KeptRuns } from './keptRuns.ts';
import { createRun, type EvaluationRun, type RunPlan } from './evaluationRun.ts';

/** Opens a run on a dataset that is known; resolves to undefined where that was cancelled. Rejects as `createRun` does. */
export async function openRun(plan: RunPlan, kept: KeptRuns): Promise<EvaluationRun | undefined> {
	const { source } = plan;
	const name = source.kind === 'file' ? fileName(Uri.parse(source.uri, true)) : source.name;
	return doLongWork(l10n.t('Opening {0}', name), async (signal) => createRun(plan, (id) => kept.digitsFor(id), signal));
}
