import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/core/createRandom.ts';
import { findBestPath, type Edge } from '../../../src/preprocessing/bestPath.ts';

/** All paths from node 0 to `end`, each with the sum of its weights. */
function allPaths(edges: readonly Edge[], end: number, from = 0): { edges: Edge[]; weight: number }[] {
	if (from === end) {
		return [{ edges: [], weight: 0 }];
	}
	return edges
		.filter((edge) => edge.from === from)
		.flatMap((edge) =>
			allPaths(edges, end, edge.to).map((rest) => ({
				edges: [edge, ...rest.edges],
				weight: edge.weight + rest.weight,
			})),
		);
}

describe('findBestPath', () => {
	it.each([1, 2, 3, 4, 5])('finds what going along every path finds: graph %i', (seed) => {
		const random = createRandom(seed);
		const end = 7;
		const edges = Array.from({ length: end }, (_, from) =>
			Array.from({ length: end - from }, (__, step) => ({ from, to: from + step + 1, weight: random.between(-3, 3) })),
		).flat();
		const shuffled = edges.toSorted(() => random.between(-1, 1));
		const paths = allPaths(edges, end);
		const best = paths.reduce((one, other) => (other.weight > one.weight ? other : one));
		const share = (edge: Edge): number => {
			const total = (some: typeof paths) => some.reduce((sum, { weight }) => sum + Math.exp(weight), 0);
			return total(paths.filter((path) => path.edges.includes(edge))) / total(paths);
		};
		const found = findBestPath(shuffled, end) ?? [];
		expect(found.map(({ edge }) => edge)).toEqual(best.edges);
		for (const { edge, probability } of found) {
			expect(probability).toBeCloseTo(share(edge), 10);
		}
	});

	it('finds none where an edge is missing', () => {
		expect(findBestPath([{ from: 0, to: 1, weight: 1 }], 2)).toBeUndefined();
	});

	it('stays finite with weights whose exponentials are not', () => {
		const edges = [
			{ from: 0, to: 1, weight: 4000 },
			{ from: 0, to: 1, weight: -4000 },
		];
		expect(findBestPath(edges, 1)).toEqual([{ edge: edges[0], probability: 1 }]);
	});
});
