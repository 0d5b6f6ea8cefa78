/**
 * The thresholds of each feature, ascending, none twice, and where each feature's start; one more start says where the
 * last one's end.
 * @param features of each node; -1 at leaves
 * @param values of each node, its threshold
 */
export function sortThresholds(features: Int32Array, values: Float32Array, featureCount: number) {
	const ends = new Int32Array(featureCount + 1);
	features.forEach((feature) => {
		if (feature >= 0) {
			ends[feature + 1] = (ends[feature + 1] as number) + 1;
		}
	});
	for (let feature = 0; feature < featureCount; feature++) {
		ends[feature + 1] = (ends[feature + 1] as number) + (ends[feature] as number);
	}
	const all = new Float32Array(ends[featureCount] as number);
	const filled = ends.slice();
	for (let node = 0; node < features.length; node++) {
		const feature = features[node] as number;
		if (feature >= 0) {
			const at = filled[feature] as number;
			all[at] = values[node] as number;
			filled[feature] = at + 1;
		}
	}
	const starts = new Int32Array(featureCount + 1);
	let count = 0;
	for (let feature = 0; feature < featureCount; feature++) {
		starts[feature] = count;
		for (const threshold of all.slice(ends[feature], ends[feature + 1]).sort()) {
			if (count === starts[feature] || threshold !== all[count - 1]) {
				all[count++] = threshold;
			}
		}
	}
	starts[featureCount] = count;
	return { starts, thresholds: all.slice(0, count) };
}

/** How many of the thresholds from `start` to before `end` a value reaches; 0 for NaN. */
export function countUpTo(thresholds: Float32Array, start: number, end: number, value: number): number {
	let [low, high] = [start, end];
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((thresholds[middle] as number) <= value) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low - start;
}
