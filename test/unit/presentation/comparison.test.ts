import { describe, expect, test } from 'vitest';
import type { Classified } from '../../../src/app/outcome.ts';
import { announcementOf } from '../../../src/presentation/announcement.ts';
import { toComparison } from '../../../src/presentation/comparison.ts';
import type { ComparisonView } from '../../../src/presentation/comparisonView.ts';
import type { Comparison } from '../../../src/presentation/pictureState.ts';
import { english } from './english.ts';
import { digitOf, photo, prediction, sevenOfPhoto, shown } from './outcomes.ts';

const words = [...'0123456'].concat('seven', 'eight', 'nine');

function compared(change: Partial<Classified>, one: Partial<Classified> = {}): ComparisonView {
	const outcome: Classified = { ...sevenOfPhoto, endpoint: { name: 'mine' }, ...change };
	return toComparison({ ...sevenOfPhoto, ...one }, { endpoint: { name: 'mine' }, outcome }, english);
}

/** The table as a reader sees it; labels in brackets. */
function rowsOf({ digits }: ComparisonView): string[][] {
	return digits.flatMap(({ rows }) =>
		rows.map(({ name, first, second, difference }) => [
			name,
			...[first, second].map(({ text, isLabel }) => (isLabel ? `[${text}]` : text)),
			...(difference === undefined ? [] : [difference]),
		]),
	);
}

describe('two endpoints', () => {
	test.each<[string, ComparisonView, ComparisonView['verdict'], string, string[][]]>([
		[
			'that say the same, with other probabilities',
			compared({ predictions: [prediction(7, 0.6)] }),
			'same',
			'prod and mine agree on 7. They are farthest apart on 7: 98.0% and 60.0%.',
			[
				['7', '[98.0%]', '[60.0%]', '-38.0%'],
				['8', '2.0%', '40.0%', '+38.0%'],
			],
		],
		[
			'that say the same, with the same probabilities',
			compared({}),
			'same',
			'prod and mine agree on 7. So do their probabilities.',
			[
				['7', '[98.0%]', '[98.0%]', '0.0%'],
				['8', '2.0%', '2.0%', '0.0%'],
			],
		],
		[
			'that differ',
			compared({ predictions: [prediction(1, 0.7)] }),
			'different',
			'They differ: prod says 7, and mine says 1.',
			[
				['7', '[98.0%]', '0.0%', '-98.0%'],
				['1', '0.0%', '[70.0%]', '+70.0%'],
				['2', '0.0%', '30.0%', '+30.0%'],
				['8', '2.0%', '0.0%', '-2.0%'],
			],
		],
		[
			'of which one gives a label alone',
			compared({ predictions: [{ label: 7 }] }),
			'same',
			'prod and mine agree on 7.',
			[
				['7', '[98.0%]', '[✓]'],
				['8', '2.0%', ''],
			],
		],
		[
			'of which neither gives more than a label',
			compared({ predictions: [{ label: 1 }] }, { predictions: [{ label: 7 }] }),
			'different',
			'They differ: prod says 7, and mine says 1.',
			[
				['7', '[✓]', ''],
				['1', '', '[✓]'],
			],
		],
		[
			'of which one has words for the classes',
			compared({ endpoint: { name: 'mine', labels: words } }),
			'same',
			'prod and mine agree on 7. So do their probabilities.',
			[
				['7 / seven', '[98.0%]', '[98.0%]', '0.0%'],
				['8 / eight', '2.0%', '2.0%', '0.0%'],
			],
		],
	])('%s', (_, view, verdict, message, rows) => {
		expect(view).toMatchObject({ verdict, message });
		expect(view.columns).toEqual(['Class', 'prod', 'mine', ...(rows[0]?.length === 4 ? ['Difference'] : [])]);
		expect(rowsOf(view)).toEqual(rows);
	});

	test('that differ on one of several digits: each digit has its own table', () => {
		const prepared = { ...photo, digits: [...photo.digits, { ...photo.digits[0], digit: digitOf(2) }] as const };
		const two = { prepared: { ...prepared, digits: [...prepared.digits] as never } };
		const view = compared(
			{ ...two, predictions: [prediction(4, 0.99), prediction(3, 0.6)] },
			{ ...two, predictions: [prediction(4, 0.99), prediction(2, 0.6)] },
		);
		expect(view.message).toBe('They differ: prod says 42, and mine says 43.');
		expect(view.digits.map(({ isSame }) => isSame)).toEqual([true, false]);
	});
});

test.each<[Comparison, Partial<ComparisonView>]>([
	[{ endpoint: { name: 'mine' } }, { verdict: 'asking', message: 'Asking mine…', digits: [] }],
	[
		{
			endpoint: { name: 'mine' },
			outcome: {
				ok: false,
				problem: { code: 'hostUnreachable', host: 'localhost:1', reason: 'refused', detail: 'ECONNREFUSED' },
			},
		},
		{
			verdict: 'failed',
			message: 'mine gave no answer: localhost:1 refused the connection. Is it running, and is the address right?',
			detail: 'ECONNREFUSED',
			digits: [],
		},
	],
])('%j', (comparison, expected) => {
	expect(toComparison(sevenOfPhoto, comparison, english)).toEqual(expected);
});

test('a screen reader hears what the comparison came to', () => {
	const comparison = { endpoint: { name: 'mine' }, outcome: { ...sevenOfPhoto, endpoint: { name: 'mine' } } };
	const picture = shown({ state: 'classified', outcome: sevenOfPhoto, comparison });
	expect(announcementOf(picture, true, english)).toBe('7.jpg: prod and mine agree on 7. So do their probabilities.');
});
