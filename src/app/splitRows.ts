import { createRandom } from '../core/createRandom.ts';
import { ProblemError } from '../core/problem.ts';

/** Which items of a dataset are trained on and which are validated by, by index, ascending. */
export interface RowSplit {
	readonly train: Uint32Array;
	readonly validation: Uint32Array;
	/** One more than the greatest label. */
	readonly classCount: number;
}

/** How much is kept to validate by. */
const validationShare = 0.1;

/** Splits what has a label at random, and each time the same. */
export function splitRows(labels: Int16Array): RowSplit {
	const random = createRandom(1);
	const isValidation = Uint8Array.from(labels, (label) => (label >= 0 && random.chance(validationShare) ? 1 : 0));
	const indexes = Uint32Array.from(labels, (_, index) => index);
	return {
		train: indexes.filter((index) => (labels[index] as number) >= 0 && isValidation[index] === 0),
		validation: indexes.filter((index) => isValidation[index] === 1),
		classCount: labels.reduce((greatest, label) => Math.max(greatest, label + 1), 0),
	};
}

/** @throws ProblemError `datasetWithoutLabels`, `trainingClasses` where nothing can be learnt from it */
export function checkSplit(name: string, { train, classCount }: RowSplit): void {
	if (train.length === 0) {
		throw new ProblemError({ code: 'datasetWithoutLabels', name });
	}
	if (classCount < 2) {
		throw new ProblemError({ code: 'trainingClasses', name });
	}
}
