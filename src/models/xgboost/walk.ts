import { lanes, type PackedForest } from './packForest.ts';
import { addBatch, addRow } from './walkConditions.ts';
import { addRanked } from './walkRanks.ts';

/** The most rows of a batch. */
const batch = 32;

/**
 * Adds to each row's sums the leaves it comes to: as XGBoost does, in 32-bit floats and the order of the trees.
 * @param rows each as long as the forest's features at least; NaN is a missing value
 * @param sums those of the first row, one per class, then those of the next
 */
export function addLeaves(forest: PackedForest, rows: readonly Float32Array[], sums: Float32Array): void {
	const { splits } = forest;
	const classes = sums.length / rows.length;
	let row = 0;
	if (splits.kind === 'conditions') {
		while (rows.length - row >= lanes) {
			const left = Math.min(batch, rows.length - row);
			const end = row + left - (left % lanes);
			addBatch(forest, splits, rows.slice(row, end), sums.subarray(row * classes, end * classes));
			row = end;
		}
	}
	for (; row < rows.length; row++) {
		const features = rows[row] as Float32Array;
		const own = sums.subarray(row * classes, (row + 1) * classes);
		if (splits.kind === 'conditions') {
			addRow(forest, splits, features, own);
		} else {
			addRanked(forest, splits, features, own);
		}
	}
}
