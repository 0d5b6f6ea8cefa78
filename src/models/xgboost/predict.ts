import { argmax, type Prediction } from '../../core/prediction.ts';
import type { XgboostModel } from './model.ts';
import { addLeaves } from './walk.ts';

/**
 * What XGBoost itself answers for each row: `model.featureCount` numbers; NaN is a missing value. Many rows at a time
 * take two thirds of the time of one by one.
 * The arithmetic is XGBoost's: 32-bit floats, trees added in their order. Probabilities are given for
 * `multi:softmax` and `binary:logitraw` too, of whose sums XGBoost answers the label or the sum itself; those of
 * `binary:hinge` mean none.
 * @throws RangeError if a row has another length
 */
export function predictRows(model: XgboostModel, rows: readonly Float32Array[]): Prediction[] {
	const groupCount = model.baseMargins.length;
	const margins = marginsOf(model, rows);
	return rows.map((_, row) => toPrediction(model, margins.subarray(row * groupCount, (row + 1) * groupCount)));
}

/** {@link predictRows} of one. */
export function predict(model: XgboostModel, features: Float32Array): Prediction {
	return toPrediction(model, marginsOf(model, [features]));
}

/** The sums before they become probabilities: those of the first row, one per class (or tree output), then the next. */
export function marginsOf(model: XgboostModel, rows: readonly Float32Array[]): Float32Array {
	const { baseMargins, featureCount, forest } = model;
	const wrong = rows.find(({ length }) => length !== featureCount);
	if (wrong) {
		throw new RangeError(`The model takes ${featureCount} features, got: ${wrong.length}`);
	}
	const margins = new Float32Array(rows.length * baseMargins.length);
	for (let start = 0; start < margins.length; start += baseMargins.length) {
		margins.set(baseMargins, start);
	}
	addLeaves(forest, rows, margins);
	return margins;
}

function toPrediction({ objective }: XgboostModel, margins: Float32Array): Prediction {
	const [margin] = margins as unknown as [number];
	switch (objective) {
		case 'binary:hinge':
			return { label: margin > 0 ? 1 : 0 };
		case 'binary:logitraw':
		case 'binary:logistic': {
			const probability = logistic(margin);
			const isSecond = objective === 'binary:logistic' ? probability > 0.5 : margin > 0;
			return { label: isSecond ? 1 : 0, probabilities: [1 - probability, probability] };
		}
		case 'multi:softmax':
		case 'multi:softprob':
			return { label: argmax(margins), probabilities: softmax(margins) };
	}
}

/** As `Softmax` in XGBoost's `common/math.h`: 32-bit exponentials, their sum in 64 bits. */
function softmax(margins: Float32Array): number[] {
	const greatest = Math.max(...margins);
	const exponentials = margins.map((margin) => Math.exp(Math.fround(margin - greatest)));
	const sum = Math.fround(exponentials.reduce((total, value) => total + value, 0));
	return Array.from(exponentials, (value) => Math.fround(value / sum));
}

/** As `Sigmoid` in XGBoost's `common/math.h`. */
function logistic(margin: number): number {
	return Math.fround(1 / Math.fround(1 + Math.fround(Math.exp(-margin))));
}
