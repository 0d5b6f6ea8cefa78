import { isMistake } from '../../evaluation/align.ts';
import type { ConfusionMatrix } from '../../evaluation/confusionMatrix.ts';
import { confidenceOf } from '../../evaluation/figures.ts';
import type { EvaluationResults } from '../../evaluation/results.ts';

/** The indexes of the items whose label is wrong, those of which the endpoint was surest first. */
export function mistakesOf(results: EvaluationResults): number[] {
	const mistakes: number[] = [];
	for (let index = 0; index < results.count; index++) {
		if (isMistake(results, index)) {
			mistakes.push(index);
		}
	}
	const confidence = (index: number): number => confidenceOf(results, index) ?? 0;
	return mistakes.sort((one, other) => confidence(other) - confidence(one) || one - other);
}

/** Cells of the confusion matrix off its diagonal, the most frequent first. */
export function confusionsOf({ size, counts }: Pick<ConfusionMatrix, 'size' | 'counts'>) {
	return Array.from(counts, (count, cell) => ({ truth: Math.floor(cell / size), predicted: cell % size, count }))
		.filter(({ truth, predicted, count }) => truth !== predicted && count > 0)
		.sort((one, other) => other.count - one.count);
}
