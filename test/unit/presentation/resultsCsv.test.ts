import { expect, test } from 'vitest';
import type { Classified } from '../../../src/app/outcome.ts';
import type { Comparison, PictureState } from '../../../src/presentation/pictureState.ts';
import { toResultsCsv } from '../../../src/presentation/resultsCsv.ts';
import { english } from './english.ts';
import { sevenOfPhoto, shown } from './outcomes.ts';

type Pictures = readonly (readonly [PictureState, string])[];

function outcomeOf(predictions: Classified['predictions'], labels?: readonly string[]): Classified {
	const endpoint = { name: 'prod', ...(labels && { labels }) };
	const [digit] = sevenOfPhoto.prepared.digits;
	const [first, ...others] = predictions;
	const prepared = { ...sevenOfPhoto.prepared, digits: [digit, ...others.map(() => digit)] as const };
	return { ...sevenOfPhoto, prepared, predictions: [first, ...others], endpoint };
}

function classified(predictions: Classified['predictions'], labels?: readonly string[]): PictureState {
	return { state: 'classified', outcome: outcomeOf(predictions, labels) };
}

/** What another endpoint says besides. */
function compared(state: PictureState, comparison: Comparison): PictureState {
	return state.state === 'classified' ? { ...state, comparison } : state;
}

function saying(predictions: Classified['predictions']): Comparison {
	return { endpoint: { name: 'test' }, outcome: outcomeOf(predictions) };
}

const failed: PictureState = { state: 'failed', outcome: { ok: false, problem: { code: 'fileEmpty' } } };
const seven = classified([{ label: 7 }]);
const words = ['cat', 'dog, "big"'];
const bigDog = '"dog, ""big"""';

test.each<[string, Pictures, readonly string[]]>([
	[
		'a label and its probabilities, in full',
		[[classified([{ label: 1, probabilities: [1e-7, 0.9999999] }]), 'a/7.jpg']],
		['file,label,probability_0,probability_1,error', 'a/7.jpg,1,1e-7,0.9999999,'],
	],
	['without probabilities', [[seven, '7.jpg']], ['file,label,error', '7.jpg,7,']],
	[
		'names of classes, which may need quotes',
		[[classified([{ label: 1, probabilities: [0.25, 0.75] }], words), '7.jpg']],
		['file,label,probability_cat,"probability_dog, ""big""",error', `7.jpg,${bigDog},0.25,0.75,`],
	],
	[
		'a row for each digit, with the number that they are of',
		[
			[classified([{ label: 4 }, { label: 2 }]), '42.jpg'],
			[seven, '7.jpg'],
		],
		['file,number,label,error', '42.jpg,42,4,', '42.jpg,42,2,', '7.jpg,,7,'],
	],
	[
		'classes that only some have, and pictures that have no label',
		[
			[classified([{ label: 0, probabilities: [1] }]), '0.jpg'],
			[classified([{ label: 1, probabilities: [0, 1] }], words), '1.jpg'],
			[failed, 'bad.jpg'],
			[{ state: 'cancelled' }, 'late.jpg'],
			[{ state: 'waiting' }, 'now.jpg'],
			[{ state: 'remembered', message: 'Sign in.' }, 'old.jpg'],
		],
		[
			'file,label,probability_0,probability_cat,"probability_dog, ""big""",error',
			'0.jpg,0,1,,,',
			`1.jpg,${bigDog},,0,1,`,
			'bad.jpg,,,,,The file is empty. Save or copy it again.',
			'late.jpg,,,,,cancelled',
			'now.jpg,,,,,',
			'old.jpg,,,,,Sign in.',
		],
	],
	[
		'what another endpoint says, where one was asked',
		[
			[compared(classified([{ label: 1, probabilities: [0.25, 0.75] }]), saying([{ label: 2 }])), '1.jpg'],
			[compared(seven, saying([{ label: 7, probabilities: [1] }])), '7.jpg'],
			[seven, 'alone.jpg'],
			[compared(seven, { endpoint: { name: 'test' } }), 'asked.jpg'],
		],
		[
			'file,label,probability_0,probability_1,compared_endpoint,compared_label,compared_probability_0,error',
			'1.jpg,1,0.25,0.75,test,2,,',
			'7.jpg,7,,,test,7,1,',
			'alone.jpg,7,,,,,,',
			'asked.jpg,7,,,,,,',
		],
	],
	[
		'what another endpoint says of a number, or why it says nothing',
		[
			[compared(classified([{ label: 4 }, { label: 2 }]), saying([{ label: 4 }, { label: 7 }])), '42.jpg'],
			[
				compared(seven, { endpoint: { name: 'test' }, outcome: { ok: false, problem: { code: 'fileEmpty' } } }),
				'7.jpg',
			],
		],
		[
			'file,number,label,compared_endpoint,compared_number,compared_label,compared_error,error',
			'42.jpg,42,4,test,47,4,,',
			'42.jpg,42,2,test,47,7,,',
			'7.jpg,,7,test,,,The file is empty. Save or copy it again.,',
		],
	],
	[
		'names that are no formulas',
		['=1+1', '+1', '-1', '@SUM(A1)', '\t=1'].map((name) => [seven, name]),
		['file,label,error', "'=1+1,7,", "'+1,7,", "'-1,7,", "'@SUM(A1),7,", "'\t=1,7,"],
	],
	['a line break in a name', [[seven, '\r\n=1,2']], ['file,label,error', '"\'', '=1,2",7,']],
	['a label that is no formula', [[classified([{ label: 0 }], ['=A1']), '7.jpg']], ['file,label,error', "7.jpg,'=A1,"]],
])('%s', (_, pictures, lines) => {
	const csv = toResultsCsv(
		pictures.map(([state, path]) => shown(state, path)),
		english,
	);
	expect(csv).toBe(lines.map((line) => `${line}\r\n`).join(''));
});
