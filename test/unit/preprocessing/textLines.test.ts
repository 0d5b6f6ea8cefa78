import { expect, it } from 'vitest';
import { toTextLines } from '../../../src/preprocessing/textLines.ts';

/** Rows of words whose letters are boxes, on lines that lean by `slope`; the letters come in a mixed order. */
function page(rows: readonly string[], slope: number) {
	const items = rows.flatMap((row, line) =>
		Array.from(row, (name, at) => ({
			name,
			box: {
				left: 30 * at,
				top: 60 * line + 30 * at * slope + (((at * 5 + line * 3) % 4) - 1.5) * 3,
				width: 20,
				height: 40,
			},
		})),
	);
	return items
		.filter(({ name }) => name !== ' ')
		.toSorted(
			(one, other) => ((one.box.left * 7 + one.box.top * 13) % 31) - ((other.box.left * 7 + other.box.top * 13) % 31),
		);
}

it.each([
	['level', ['2026'], 0],
	['one that falls', ['20261984'], 0.15],
	['several that rise', ['314', '159', '265'], -0.12],
	['of unlike lengths', ['12345678', '9', '01'], 0.05],
	['columns far apart', ['12      34', '56      78'], 0.02],
])('%s', (_, rows, slope) => {
	const lines = toTextLines(page(rows, slope), 40);
	expect(lines.map((line) => line.map(({ name }) => name).join(''))).toEqual(
		rows.map((row) => row.replaceAll(' ', '')),
	);
});
