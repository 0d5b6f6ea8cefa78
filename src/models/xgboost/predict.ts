import { argmax, type Prediction } from '../../core/prediction.ts';
import { nodeSize, type Forest } from './forest.ts';
import type { XgboostModel } from './model.ts';

/**
 * What XGBoost itself answers for one row: `features` is `model.featureCount` long; NaN is a missing value.
 * The arithmetic is XGBoost's: 32-bit floats, trees added in their order. Probabilities are given for
 * `multi:softmax` too: XGBoost answers the label alone, of the same sums.
 * @throws RangeError if the row has another length
 */
export function predict(model: XgboostModel, features: Float32Array): Required<Prediction> {
	if (features.length !== model.featureCount) {
		throw new RangeError(`The model takes ${model.featureCount} features, got: ${features.length}`);
	}
	const margins = addLeaves(model.baseMargins, model.forest, features);
	if (model.objective === 'binary:logistic') {
		const probability = logistic(margins[0] as number);
		return { label: probability > 0.5 ? 1 : 0, probabilities: [1 - probability, probability] };
	}
	return { label: argmax(margins), probabilities: softmax(margins) };
}

function addLeaves(baseMargins: Float32Array, forest: Forest, features: Float32Array): Float32Array {
	const { roots, groups, nodes, values } = forest;
	const sums = Float32Array.from(baseMargins);
	for (let tree = 0; tree < roots.length; tree++) {
		let node = roots[tree] as number;
		let feature = nodes[node * nodeSize] as number;
		while (feature >= 0) {
			const value = features[feature] as number;
			const threshold = values[node] as number;
			// Neither holds for NaN, which takes the third child.
			const child = value < threshold ? 1 : value >= threshold ? 2 : 3;
			node = nodes[node * nodeSize + child] as number;
			feature = nodes[node * nodeSize] as number;
		}
		const group = groups[tree] as number;
		sums[group] = (sums[group] as number) + (values[node] as number);
	}
	return sums;
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
