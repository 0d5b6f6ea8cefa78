import { expect, it } from 'vitest';
import { findSeams } from '../../../src/preprocessing/seams.ts';

/** A plane of the rows, 0 for a dot and 1 for anything else. */
function planeOf(...rows: string[]) {
	const values = Float32Array.from(rows.join(''), (mark) => (mark === '.' ? 0 : 1));
	return { width: (rows[0] as string).length, height: rows.length, values };
}

it('goes between two strokes that lean, through no ink', () => {
	const ink = planeOf('...##..##', '..##..##.', '..##..##.', '.##..##..', '##..##...');
	const [best] = findSeams(ink, [2]).sort((one, other) => one.cost - other.cost);
	const crossed = Array.from(best?.seam ?? [], (x, y) => ink.values[y * ink.width + x]);
	expect(crossed).toEqual([0, 0, 0, 0, 0]);
	// Between the strokes, not beside them.
	expect(best?.seam[2]).toBeGreaterThanOrEqual(4);
	expect(best?.seam[2]).toBeLessThanOrEqual(5);
});

it('cuts two rings where they touch, through as much ink as hangs together there', () => {
	const ink = planeOf(
		'######..######',
		'######..######',
		'##..######..##',
		'##..######..##',
		'######..######',
		'######..######',
	);
	const [best] = findSeams(ink, [0, 3]).sort((one, other) => one.cost - other.cost);
	expect(best?.cost).toBeCloseTo(2, 1);
	expect(Math.min(...(best?.seam ?? []))).toBeGreaterThanOrEqual(6);
	expect(Math.max(...(best?.seam ?? []))).toBeLessThanOrEqual(7);
});

it('moves by a pixel a row at most', () => {
	const ink = planeOf('..#####', '.#.####', '###.###', '####.##', '#####..');
	for (const { seam } of findSeams(ink, [0, 2, 4])) {
		for (let y = 1; y < seam.length; y++) {
			expect(Math.abs((seam[y] as number) - (seam[y - 1] as number))).toBeLessThanOrEqual(1);
		}
	}
});
