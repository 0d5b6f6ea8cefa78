import type { PixelRange } from '../../core/csv.ts';
import type { Digit } from '../../core/image.ts';
import { argmax, type Prediction } from '../../core/prediction.ts';
import { toFeatures, type FeatureLayout } from './features.ts';
import type { XgboostModel } from './model.ts';
import { predictRows } from './predict.ts';

/** One of the models of a file, and how its rows are made of digits. */
export interface EnsembleMember {
	readonly model: XgboostModel;
	readonly pixelRange?: PixelRange | undefined;
	readonly layout: FeatureLayout;
}

/** As the container: several models vote where they answer with labels, else the mean of their probabilities counts. */
export function predictTogether(members: readonly EnsembleMember[], digits: readonly Digit[]): readonly Prediction[] {
	const models = members.map(({ model }) => model);
	const answers = members.map(({ model, pixelRange, layout }) =>
		predictRows(
			model,
			digits.map((digit) => toFeatures(digit, pixelRange, layout)),
		),
	);
	return digits.map((_, row) =>
		combine(
			answers.map((answer) => answer[row] as Prediction),
			models,
		),
	);
}

function combine(answers: readonly Prediction[], models: readonly XgboostModel[]): Prediction {
	const [first] = answers;
	if (first !== undefined && answers.length === 1) {
		return first;
	}
	const classCount = Math.max(...models.map((model) => model.classCount));
	const isVote = models.some(({ objective }) => objective === 'multi:softmax' || objective === 'binary:hinge');
	const sums = new Float32Array(classCount);
	for (const { label, probabilities } of answers) {
		for (let index = 0; index < classCount; index++) {
			const share = isVote ? Number(index === label) : (probabilities?.[index] ?? 0);
			sums[index] = (sums[index] as number) + share;
		}
	}
	const label = argmax(sums);
	return isVote ? { label } : { label, probabilities: Array.from(sums, (sum) => Math.fround(sum / answers.length)) };
}
