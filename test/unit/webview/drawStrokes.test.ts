import { expect, test } from 'vitest';
import { drawStrokes, type Pen } from '../../../src/webview/classify/drawStrokes.ts';
import type { Stroke } from '../../../src/webview/classify/waysInProtocol.ts';

/** What a pen was told, a text for each line: its width, then its way. */
function record(strokes: readonly Stroke[]): string[] {
	const lines: string[] = [];
	let way: string[] = [];
	const note =
		(name: string) =>
		(...numbers: number[]) =>
			void way.push(`${name} ${numbers.join(' ')}`);
	const pen: Pen = {
		lineWidth: 0,
		beginPath: () => {
			way = [];
		},
		moveTo: note('from'),
		quadraticCurveTo: note('by'),
		stroke: () => void lines.push([pen.lineWidth, ...way].join(' ')),
	};
	drawStrokes(pen, strokes, 100);
	return lines;
}

test.each<[string, readonly Stroke[], string[]]>([
	['nothing', [], []],
	['a dot', [[{ x: 0.5, y: 0.25, width: 0.1 }]], ['10 from 50 25 by 50 25 50 25']],
	[
		'a corner, rounded between the middles of its sides',
		[
			[
				{ x: 0, y: 0, width: 0.1 },
				{ x: 0.5, y: 0, width: 0.1 },
				{ x: 0.5, y: 1, width: 0.1 },
			],
		],
		['10 from 0 0 by 0 0 25 0 by 50 0 50 50 by 50 100 50 100'],
	],
	[
		'a line that grows wider, where that begins',
		[
			[
				{ x: 0, y: 0, width: 0.1 },
				{ x: 0.5, y: 0, width: 0.1 },
				{ x: 1, y: 0, width: 0.2 },
			],
		],
		['10 from 0 0 by 0 0 25 0 by 50 0 75 0', '20 from 75 0 by 100 0 100 0'],
	],
	[
		'two strokes, with nothing between them',
		[[{ x: 0, y: 0, width: 0.1 }], [{ x: 1, y: 1, width: 0.1 }]],
		['10 from 0 0 by 0 0 0 0', '10 from 100 100 by 100 100 100 100'],
	],
])('%s', (_, strokes, expected) => {
	expect(record(strokes)).toEqual(expected);
});
