import { giveBack } from '../core/giveBack.ts';

/** Values by size. */
export interface Histogram {
	/** Of the bins, ascending: one more than bins. A value on an edge is in the bin above, but for the last. */
	readonly edges: readonly number[];
	readonly counts: readonly number[];
	/** The 50th, 95th and 99th percentile; undefined without any value. */
	readonly percentiles: { readonly p50: number; readonly p95: number; readonly p99: number } | undefined;
}

/**
 * A histogram of the values that are numbers: `bins` of equal width from 0 to the 99th percentile, so that a few that
 * took very long do not press all others into one, and a last one up to the greatest where there are such.
 */
export function histogram(values: ArrayLike<number>, bins = 30): Histogram {
	// What is no number is last.
	const all = new Float64Array(values).sort();
	let end = all.length;
	while (end > 0 && Number.isNaN(all[end - 1])) {
		end -= 1;
	}
	const sorted = all.subarray(0, end);
	const greatest = sorted.at(-1);
	if (greatest === undefined) {
		giveBack(all);
		return { edges: [], counts: [], percentiles: undefined };
	}
	const [p50, p95, p99] = [quantile(sorted, 0.5), quantile(sorted, 0.95), quantile(sorted, 0.99)];
	const width = p99 > 0 ? p99 / bins : 1;
	const edges = Array.from({ length: bins + 1 }, (_, edge) => edge * width);
	const counts = Array<number>(bins).fill(0);
	const last = edges.at(-1) as number;
	if (greatest > last) {
		edges.push(greatest);
		counts.push(0);
	}
	for (let rank = 0; rank < end; rank++) {
		const value = all[rank] as number;
		const bin = value > last ? bins : Math.min(bins - 1, Math.floor(value / width));
		counts[bin] = (counts[bin] as number) + 1;
	}
	giveBack(all);
	return { edges, counts, percentiles: { p50, p95, p99 } };
}

/** Linear between the two nearest ranks, as NumPy's default (Hyndman and Fan 1996, definition 7). */
function quantile(sorted: Float64Array, share: number): number {
	const rank = share * (sorted.length - 1);
	const below = sorted[Math.floor(rank)] as number;
	const above = sorted[Math.ceil(rank)] as number;
	return below + (above - below) * (rank - Math.floor(rank));
}
