import type { Evaluation } from '../../app/evaluation.ts';
import { hasNumbers } from '../../evaluation/align.ts';
import type { Figures } from '../../evaluation/figures.ts';
import type { Locale } from '../locale.ts';
import { toItemView } from './items.ts';

/** Who wrote it, and with what. */
export interface Versions {
	/** This product's. */
	readonly digitClassifier: string;
	/** Others by name, such as `node` or `vscode`. */
	readonly [name: string]: string;
}

/**
 * An evaluation as one JSON object: `dataset`, `endpoint`, `preprocessing`, `classes`, `started` and `ended` as ISO 8601,
 * `versions`, `figures`, and `items` as the CSV has them. Of numbers, the figures have `digits`, the matrix a last row for
 * digits too many and a last column for missed ones, and an item's `probabilities` a row for each digit. In pieces, since
 * there may be 100,000 items.
 */
export function* jsonExport(
	evaluation: Evaluation,
	figures: Figures,
	versions: Versions,
	locale: Locale,
): Generator<string, void, undefined> {
	const { dataset, endpoint, preprocessing, classes, started, ended, results } = evaluation;
	const head = {
		dataset,
		endpoint,
		preprocessing,
		classes,
		started: new Date(started).toISOString(),
		ended: new Date(ended).toISOString(),
		versions,
		figures: toPlain(figures),
	};
	yield `${JSON.stringify(head, undefined, '\t').slice(0, -2)},\n\t"items": [`;
	const areNumbers = hasNumbers(results);
	for (let index = 0; index < dataset.count; index++) {
		const { file, truth, predicted, probabilities, confidence, milliseconds, error } = toItemView(
			evaluation,
			index,
			locale,
		);
		const known = probabilities.every(({ length }) => length > 0);
		const shares = areNumbers ? { probability: confidence, probabilities } : { probabilities: probabilities[0] };
		const item = { file, true: truth, predicted, ...(known && shares), ms: milliseconds, error };
		yield `${index === 0 ? '' : ','}\n\t\t${JSON.stringify(item)}`;
	}
	yield '\n\t]\n}\n';
}

/** The matrix by rows, for people to read. */
function toPlain({ matrix: { size, counts }, ...figures }: Figures): object {
	const confusion = Array.from({ length: size }, (_, row) => [...counts.subarray(row * size, (row + 1) * size)]);
	return { ...figures, confusion };
}
