import { expect, it } from 'vitest';
import { analyze, type Analysis } from '../../../src/preprocessing/normalize.ts';
import { segmentWriting, showSegment } from '../../../src/preprocessing/segmentWriting.ts';
import { paint, plain, written } from './drawing.ts';

const twoAndSeven = [plain(255), written('two', 40, 50, 90, 10, 0), written('seven', 135, 50, 90, 10, 0)];

it('shows a segment alone, and at the same place and scale with the ink beside it', () => {
	const image = paint(300, 200, twoAndSeven);
	const { writing } = analyze(image, 'mnist', false) as Required<Analysis>;
	const segmented = segmentWriting(image, writing);
	const [line] = segmented.lines;
	const parts = line?.components[0] as { from: number; to: number };
	const two = line?.segments.find(({ from, to }) => from === parts.from && to === parts.to);
	const { digit, around } = showSegment(two as NonNullable<typeof two>, segmented);
	const columns = [...digit.keys()].filter((index) => (digit[index] as number) > 127).map((index) => index % 28);
	expect(Math.max(...columns) - Math.min(...columns)).toBeLessThan(20);
	// Its own ink is the same in both; the seven's comes in from the right.
	for (const [index, value] of digit.entries()) {
		if (value > 0 && index % 28 < 20) {
			expect(Math.abs((around[index] as number) - value)).toBeLessThan(70);
		}
	}
	const rightOf = (pixels: Uint8Array) => pixels.filter((value, index) => value > 127 && index % 28 >= 26).length;
	expect(rightOf(digit)).toBe(0);
	expect(rightOf(around)).toBeGreaterThan(0);
});
