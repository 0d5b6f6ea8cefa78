import { describe, expect, test } from 'vitest';
import { toCard, toStepPictures } from '../../../src/presentation/card.ts';
import type { PictureState } from '../../../src/presentation/pictureState.ts';
import type { Card } from '../../../src/presentation/view.ts';
import { english } from './english.ts';
import { digitOf, photo, prediction, sevenOfPhoto } from './outcomes.ts';

const title = { name: '7.jpg', place: 'photos' };
const box = { left: 0, top: 0, width: 1, height: 1 };

function cardOf(state: PictureState): Card {
	return toCard(title, state, english);
}

function classified(change: Partial<typeof sevenOfPhoto>): Card {
	return cardOf({ state: 'classified', outcome: { ...sevenOfPhoto, ...change } });
}

/** What a reader of the card sees, in short. */
function glance(card: Card) {
	return {
		state: card.state,
		...(card.state === 'classified' && { label: card.label, announcement: card.announcement, notices: card.notices }),
		...(card.state === 'failed' && { message: card.message, detail: card.detail }),
		...(card.state !== 'waiting' && {
			digits: card.digits.map(({ label, picture }) => [label, picture.pixels[0]]),
			actions: card.actions.map(({ id }) => id),
		}),
	};
}

const answered = ['retry', 'copyAs', 'selectEndpoint', 'showLog'];
const sure = { state: 'classified', notices: [], digits: [['7', 1]], actions: answered };

test.each<[string, Card, object]>([
	['waiting', cardOf({ state: 'waiting' }), { state: 'waiting' }],
	[
		'cancelled',
		cardOf({ state: 'cancelled' }),
		{ state: 'failed', message: 'Cancelled.', detail: undefined, digits: [], actions: ['retry'] },
	],
	['classified', classified({}), { ...sure, label: '7', announcement: '7.jpg: 7, probability 98.0%' }],
	[
		'without probabilities',
		classified({ predictions: [{ label: 7 }] }),
		{ ...sure, label: '7', announcement: '7.jpg: 7' },
	],
	[
		'of an endpoint with names for its classes',
		classified({ endpoint: { name: 'fashion', labels: [...'0123456'].concat('Sneaker') } }),
		{ ...sure, label: 'Sneaker', announcement: '7.jpg: Sneaker, probability 98.0%', digits: [['Sneaker', 1]] },
	],
	[
		'doubted',
		classified({ predictions: [prediction(7, 0.62)] }),
		{
			...sure,
			label: '7',
			notices: ['A guess: it could also be 8. Cropping to the digit or more light may help.'],
			announcement:
				'7.jpg: 7, probability 62.0%. A guess: it could also be 8. Cropping to the digit or more light may help.',
		},
	],
	[
		'the largest of several digits',
		classified({ prepared: { ...photo, digitsFound: 2 } }),
		{
			...sure,
			label: '7',
			notices: ['2 digits were found in the picture. This is the label of the largest.'],
			announcement:
				'7.jpg: 7, probability 98.0%. 2 digits were found in the picture. This is the label of the largest.',
		},
	],
	[
		'several digits, one of them doubted',
		classified({
			prepared: { ...photo, digitsFound: 2, digits: [...photo.digits, { digit: digitOf(2), box }] },
			predictions: [prediction(4, 0.99), prediction(2, 0.6)],
		}),
		{
			...sure,
			label: '42',
			digits: [
				['4', 1],
				['2', 2],
			],
			notices: ['Digit 2 is a guess: it could also be 3. Cropping to the digit or more light may help.'],
			announcement: '7.jpg: 42. Digit 2 is a guess: it could also be 3. Cropping to the digit or more light may help.',
		},
	],
	[
		'failed before there was a digit',
		cardOf({ state: 'failed', outcome: { ok: false, problem: { code: 'fileNotFound' } } }),
		{
			state: 'failed',
			message: 'The file is no longer there. It may have been moved or deleted.',
			detail: undefined,
			digits: [],
			actions: ['retry'],
		},
	],
	[
		'failed at the endpoint',
		cardOf({
			state: 'failed',
			outcome: {
				ok: false,
				problem: { code: 'tooManyRequests', excerpt: 'slow down' },
				prepared: photo,
				endpoint: { name: 'prod' },
			},
		}),
		{
			state: 'failed',
			message: 'The service has too many requests. Try again in a moment.',
			detail: 'slow down',
			digits: [[undefined, 1]],
			actions: ['retry', 'copyAs'],
		},
	],
	[
		'failed before a reload',
		cardOf({
			state: 'remembered',
			message: 'Sign in.',
			detail: 'sso',
			prepared: photo,
			endpoint: { name: 'prod' },
		}),
		{
			state: 'failed',
			message: 'Sign in.',
			detail: 'sso',
			digits: [[undefined, 1]],
			actions: ['retry', 'selectEndpoint', 'copyAs'],
		},
	],
])('%s', (_, card, expected) => {
	expect(card).toMatchObject(title);
	expect(glance(card)).toEqual(expected);
});

describe('the details', () => {
	const factsOf = (card: Card) => (card.state === 'waiting' ? [] : card.facts.map(({ term, value }) => [term, value]));

	test('of a picture that was sent', () => {
		const sent = {
			destination: 'digits',
			region: 'us-east-1',
			profile: 'me',
			requests: 2,
			rows: 3,
			bytes: 7805,
			requestId: 'abc',
		};
		expect(factsOf(classified({ sent }))).toEqual([
			['Endpoint', 'prod'],
			['Sent', '3 pictures in 2 requests, 7.8 kB, to digits'],
			['Region', 'us-east-1'],
			['Profile', 'me'],
			['Request ID', 'abc'],
			[
				'Preprocessing',
				"The ink found, cropped, fitted into 20 × 20 and centred by its mass, as MNIST's digits were (auto → mnist)",
			],
			['Time', 'read 1.5 ms · decode 20 ms · normalize 30 ms · classify 120 ms'],
		]);
	});

	test.each([
		['auto', 'none', "Kept as it is: 28 × 28, white on black, sized and placed as MNIST's digits are (auto → none)"],
		['none', 'none', 'Kept as it is (none)'],
		['resize', 'resize', 'The whole picture brought to 28 × 28, ink and paper as they are (resize)'],
	] as const)('of a picture that stayed here, %s', (asked, applied, words) => {
		const facts = factsOf(classified({ prepared: { ...photo, asked, applied } }));
		expect(facts.slice(0, 3)).toEqual([
			['Endpoint', 'prod'],
			['Sent', 'nothing left this machine'],
			['Preprocessing', words],
		]);
	});
});

test('a card has places for the steps and no step', () => {
	expect(classified({})).toMatchObject({ originalCaption: '4,000 × 3,000 JPEG', steps: ['Gray', 'Ink', 'Crop'] });
	expect(classified({ prepared: { ...photo, applied: 'none' } })).toMatchObject({ steps: [] });
	expect(toStepPictures(photo.steps)).toEqual([{ width: 2, height: 1, pixels: Uint8Array.of(3, 4) }]);
});

test("a card's pixels do not bring along the buffer they stood in", () => {
	const buffer = new Uint8Array(10_000);
	const digit = buffer.subarray(100, 884) as (typeof photo.digits)[0]['digit'];
	const card = classified({ prepared: { ...photo, digits: [{ digit, box }] } });
	expect(card.state === 'classified' && card.digits[0]?.picture.pixels.buffer.byteLength).toBe(784);
});

test('bars are ranked, equal ones by their class', () => {
	const card = classified({ predictions: [{ label: 1, probabilities: [0.1, 0.8, 0.1] }] });
	expect(card.state === 'classified' && card.digits[0]?.bars).toEqual([
		{ name: '0', value: 0.1, text: '10.0%', rank: 1 },
		{ name: '1', value: 0.8, text: '80.0%', rank: 0 },
		{ name: '2', value: 0.1, text: '10.0%', rank: 2 },
	]);
});
