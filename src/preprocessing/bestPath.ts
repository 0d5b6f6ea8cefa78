/** A step from one node to a later one. Nodes are 0, 1, …. */
export interface Edge {
	readonly from: number;
	readonly to: number;
	/** The logarithm of how likely it is, up to a constant that all whole paths have in common. */
	readonly weight: number;
}

export interface ChosenEdge<Of extends Edge> {
	readonly edge: Of;
	/** The share of all paths, each by its likelihood, that take this edge: 0..1. */
	readonly probability: number;
}

/**
 * The likeliest path from node 0 to node `end` (Viterbi 1967), with each edge's posterior probability by the forward
 * and backward sums over all paths (Rabiner 1989, "A tutorial on hidden Markov models", III). Undefined where there
 * is no path.
 */
export function findBestPath<Of extends Edge>(edges: readonly Of[], end: number): ChosenEdge<Of>[] | undefined {
	const forwards = edges.toSorted((one, other) => one.from - other.from);
	const backwards = edges.toSorted((one, other) => other.to - one.to);
	const best = new Array<number>(end + 1).fill(-Infinity).with(0, 0);
	const last = new Map<number, Of>();
	const before = best.slice();
	for (const edge of forwards) {
		const value = (best[edge.from] as number) + edge.weight;
		if (value > (best[edge.to] as number)) {
			best[edge.to] = value;
			last.set(edge.to, edge);
		}
		before[edge.to] = logAdd(before[edge.to] as number, (before[edge.from] as number) + edge.weight);
	}
	if (best[end] === -Infinity) {
		return undefined;
	}
	const after = new Array<number>(end + 1).fill(-Infinity).with(end, 0);
	for (const { from, to, weight } of backwards) {
		after[from] = logAdd(after[from] as number, (after[to] as number) + weight);
	}
	const path: ChosenEdge<Of>[] = [];
	for (let edge = last.get(end); edge !== undefined; edge = last.get(edge.from)) {
		const all = (before[edge.from] as number) + edge.weight + (after[edge.to] as number);
		path.unshift({ edge, probability: Math.min(1, Math.exp(all - (before[end] as number))) });
	}
	return path;
}

/** log(exp(one) + exp(other)). */
function logAdd(one: number, other: number): number {
	const greater = Math.max(one, other);
	return greater === -Infinity ? greater : greater + Math.log1p(Math.exp(Math.min(one, other) - greater));
}
