import { LabelRows } from '../../core/labelRows.ts';
import { canBeNumbers } from '../../datasets/findLabels.ts';
import { compare } from '../../evaluation/compare.ts';
import { figuresOf } from '../../evaluation/figures.ts';
import { findLabelIssues } from '../../evaluation/labelIssues.ts';
import type { Lists } from '../../presentation/evaluation/filter.ts';
import type { Versions } from '../../presentation/evaluation/jsonExport.ts';
import { toEvaluationView, type RunState } from '../../presentation/evaluation/toEvaluationView.ts';
import type { EvaluationView } from '../../presentation/evaluation/view.ts';
import type { Locale } from '../../presentation/locale.ts';
import type { EvaluationRun, RunRecord } from './evaluationRun.ts';
import { canMovePictures } from './movePicture.ts';

export interface Shown {
	readonly run: EvaluationRun;
	/** What it is compared with. */
	readonly other: EvaluationRun | undefined;
	/** See `ChangedFiles`. */
	readonly changed: readonly number[];
	/** The name of the picture that was moved last. */
	readonly lastMoved: string | undefined;
}

/** What is shown of a run as it stands. */
export function derive(
	{ run, other, changed, lastMoved }: Shown,
	versions: Versions,
	locale: Locale,
): { readonly view: EvaluationView; readonly lists: Lists } {
	const { evaluation, results, record } = run;
	const predicted = other && predictedFor(run, other);
	const comparison = predicted && compare(results, { predicted });
	// Of half the items the thresholds would be others.
	const issues = run.isRunning ? undefined : findLabelIssues(results)?.issues;
	const isOneFile = record.source.kind === 'file';
	const state: RunState = {
		running: run.isRunning || (other?.isRunning ?? false),
		progress: run.progress ?? other?.progress,
		versions,
		...(comparison && { compared: { name: nameOfOther(record, other.record), comparison, predicted } }),
		suspected: issues?.length ?? 0,
		changed: isOneFile && changed.length > 0 ? record.dataset.name : changed.length,
		mayBeNumbers: canBeNumbers(record.classes),
		moving: { isPossible: canMovePictures(run), ...(lastMoved !== undefined && { last: lastMoved }) },
	};
	return {
		view: toEvaluationView(evaluation, figuresOf(results, evaluation.classes.length), state, locale),
		lists: {
			...(comparison && { different: comparison.different }),
			...(issues && {
				suspected: issues.map(({ index }) => index),
				suggested: new Map(issues.map(({ index, suggested }) => [index, suggested])),
			}),
			...(!isOneFile && { changed }),
		},
	};
}

/** The labels of the other run for the items of this one; none for those that it has not. */
function predictedFor(run: EvaluationRun, other: EvaluationRun): LabelRows {
	const [own, others] = [run.files, other.files];
	if (!own || !others || own.groups === others.groups) {
		return other.results.predicted;
	}
	const labels = LabelRows.none(own.count);
	for (let index = 0; index < own.count; index++) {
		const { folder, name } = own.at(index);
		const place = others.indexIn(folder, name);
		if (place !== undefined) {
			labels.set(index, other.results.predicted.of(place));
		}
	}
	return labels;
}

/** By what it differs. */
function nameOfOther(own: RunRecord, other: RunRecord): string {
	const isOtherWay = own.preprocessing !== other.preprocessing;
	const parts = [
		(own.endpoint.name !== other.endpoint.name || !isOtherWay) && other.endpoint.name,
		isOtherWay && other.preprocessing,
		own.endpoint.name === other.endpoint.name && !isOtherWay && new Date(other.started).toLocaleString(),
	];
	return parts.filter(Boolean).join(' · ');
}
