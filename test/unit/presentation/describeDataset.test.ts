import { expect, test } from 'vitest';
import type { DatasetFacts } from '../../../src/core/dataset.ts';
import type { Problem } from '../../../src/core/problem.ts';
import { english } from '../../../src/cli/english.ts';
import { digitCaption, failedView, openView } from '../../../src/presentation/describeDataset.ts';

const wrong: Problem = { code: 'csvColumns', name: 'rows.csv', line: 2, columns: 3 };
const sentence = 'Line 2 of "rows.csv" has 3 columns. Rows have 784, one a pixel, or 785 with the label.';

test.each<[number, DatasetFacts, [number, Problem][], string[]]>([
	[60_000, { kind: 'idx', labelsFile: 'labels' }, [], ['60,000 digits', 'Labels: labels']],
	[1, { kind: 'idx' }, [], ['1 digit', 'No file of labels is beside it.']],
	[
		2,
		{ kind: 'csv', labelColumn: 'last', hasHeader: true, pixelRange: '0-1' },
		[[1, wrong]],
		[
			'2 digits',
			'Labels: last column',
			'The first line names the columns',
			'Pixels from 0 to 1',
			`A row cannot be read. ${sentence}`,
		],
	],
	[
		3,
		{ kind: 'csv', labelColumn: 'none', hasHeader: false, pixelRange: '0-255' },
		[
			[1, wrong],
			[2, wrong],
		],
		['3 digits', 'No labels', 'Pixels from 0 to 255', `2 rows cannot be read. The first: ${sentence}`],
	],
])('%i digits, %j', (count, facts, problems, said) => {
	const place = { first: 0, active: 0 };
	const view = openView({ name: 'some', count, facts }, new Map(problems), place, english);
	expect(view.facts).toEqual(said);
	expect(view.digits).toEqual({ count, ...place });
});

test('a file that cannot be read has a sentence, and no digits', () => {
	const view = failedView('rows.csv', wrong, english);
	expect(view.problem).toEqual({ message: sentence });
	expect(view.digits).toBeUndefined();
});

test.each([
	[11, 7, undefined, { caption: '7', name: '12: label 7', mark: '' }],
	[11, -1, undefined, { caption: '12', name: '12', mark: '' }],
	[1, -1, wrong, { caption: 'invalid', name: `2: invalid. ${sentence}`, mark: 'problem' }],
])('below item %i of label %i', (index, label, problem, caption) => {
	expect(digitCaption(index, label, problem, english)).toEqual(caption);
});
