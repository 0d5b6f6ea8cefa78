import { expect, test } from 'vitest';
import { toCard, toStepPictures } from '../../../src/presentation/card.ts';
import type { FileState, PictureState } from '../../../src/presentation/pictureState.ts';
import type { Action, Card } from '../../../src/presentation/view.ts';
import { english } from './english.ts';
import { digitOf, photo, prediction, sevenOfPhoto } from './outcomes.ts';

const title = { name: '7.jpg', place: 'photos', path: 'photos/7.jpg', revision: 0, detailsOpen: true };

function cardOf(state: PictureState, file: FileState = 'same', alone = true): Card {
	return toCard({ title, state, file }, alone, english);
}

function classified(change: Partial<typeof sevenOfPhoto>): Card {
	return cardOf({ state: 'classified', outcome: { ...sevenOfPhoto, ...change } });
}

/** What a reader of the card sees, in short. */
function glance(card: Card) {
	return {
		state: card.state,
		...(card.state === 'classified' && { label: card.label, notices: card.notices }),
		...('message' in card && { message: card.message }),
		...('detail' in card && { detail: card.detail }),
		...('stale' in card && card.stale && { stale: [card.stale.message, ...titlesOf(card.stale)] }),
		...('digits' in card && { digits: card.digits.map(({ label, picture }) => [label, picture.pixels[0]]) }),
		...('actions' in card && { actions: titlesOf(card) }),
	};
}

function titlesOf({ actions }: { readonly actions: readonly Action[] }): string[] {
	return actions.map(({ title: words }) => words);
}

const forAll = ['Select Endpoint…', 'Show Log'];
const answered = ['Classify Again', 'Copy As…', 'Compare with…', ...forAll];
const sure = { state: 'classified', label: '7', notices: [], digits: [['7', 1]], actions: answered };
const seven: PictureState = { state: 'classified', outcome: sevenOfPhoto };
const missing: PictureState = { state: 'failed', outcome: { ok: false, problem: { code: 'fileNotFound' } } };
const missingMessage = 'The file is no longer there. It may have been moved or deleted.';
const atEndpoint = { prepared: photo, endpoint: { name: 'prod' } };

test.each<[string, Card, object]>([
	['waiting', cardOf({ state: 'waiting' }), { state: 'waiting' }],
	[
		'cancelled, which is no failure',
		cardOf({ state: 'cancelled' }),
		{ state: 'cancelled', message: 'Cancelled before it was classified.', actions: ['Classify', ...forAll] },
	],
	['classified', cardOf(seven), sure],
	[
		'classified, among others',
		cardOf(seven, 'same', false),
		{ ...sure, actions: ['Classify Again', 'Copy As…', 'Compare with…'] },
	],
	[
		'classified, and changed since',
		cardOf(seven, 'changed'),
		{ ...sure, stale: ['The picture has changed since.', 'Classify Again'], actions: answered.slice(1) },
	],
	[
		'classified, and deleted since',
		cardOf(seven, 'gone'),
		{ ...sure, stale: ['The file has been moved or deleted since.'] },
	],
	['without probabilities', classified({ predictions: [{ label: 7 }] }), sure],
	[
		'of an endpoint with names for its classes',
		classified({ endpoint: { name: 'fashion', labels: [...'0123456'].concat('Sneaker') } }),
		{ ...sure, label: 'Sneaker', digits: [['Sneaker', 1]] },
	],
	[
		'doubted',
		classified({ predictions: [prediction(7, 0.62)] }),
		{ ...sure, notices: ['A guess: it could also be 8. Cropping to the digit or more light may help.'] },
	],
	[
		'of a model that misses its zeros',
		classified({ warning: 'zerosMissing' }),
		{
			...sure,
			label: '7',
			notices: [expect.stringContaining('Set "missing": 0') as string],
			actions: [...answered.slice(0, 3), 'Open Setting', ...forAll],
		},
	],
	[
		'several digits, one of them doubted',
		classified({
			prepared: { ...photo, digits: [...photo.digits, { ...photo.digits[0], digit: digitOf(2) }] },
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
		},
	],
	[
		'several digits in two lines, most of them doubted, one for how it was cut',
		classified({
			prepared: {
				...photo,
				digits: [
					...photo.digits,
					{ ...photo.digits[0], digit: digitOf(2), certainty: 0.5 },
					{ ...photo.digits[0], digit: digitOf(3), line: 1 },
				],
			},
			predictions: [prediction(4, 0.99), prediction(2, 0.99), prediction(6, 0.6)],
		}),
		{
			...sure,
			label: '42 6',
			digits: [
				['4', 1],
				['2', 2],
				['6', 3],
			],
			notices: [
				'2 of 3 digits are guesses: digit 2, the 2; digit 3, the 6. Cropping to the digit or more light may help.',
			],
		},
	],
	[
		'failed before there was a digit',
		cardOf(missing),
		{ state: 'failed', message: missingMessage, digits: [], actions: ['Try Again', ...forAll] },
	],
	[
		'failed, and the file is another one now',
		cardOf(missing, 'changed'),
		{
			state: 'failed',
			message: missingMessage,
			stale: ['The picture has changed since.', 'Try Again'],
			digits: [],
			actions: forAll,
		},
	],
	[
		'failed at the endpoint',
		cardOf({
			state: 'failed',
			outcome: { ok: false, problem: { code: 'tooManyRequests', excerpt: 'slow down' }, ...atEndpoint },
		}),
		{
			state: 'failed',
			message: 'The service has too many requests. Try again in a moment.',
			detail: 'slow down',
			digits: [[undefined, 1]],
			actions: ['Try Again', 'Copy As…', ...forAll],
		},
	],
	[
		'failed for want of a key: what helps comes first',
		cardOf(
			{ state: 'failed', outcome: { ok: false, problem: { code: 'apiKeyMissing' }, ...atEndpoint } },
			'same',
			false,
		),
		{
			state: 'failed',
			message: 'The API needs a key, and none is kept for this endpoint.',
			digits: [[undefined, 1]],
			actions: ['Enter API Key…', 'Try Again', 'Copy As…'],
		},
	],
	[
		'failed before a reload',
		cardOf({ state: 'remembered', message: 'Sign in.', detail: 'sso', ...atEndpoint }),
		{
			state: 'failed',
			message: 'Sign in.',
			detail: 'sso',
			digits: [[undefined, 1]],
			actions: ['Try Again', 'Copy As…', ...forAll],
		},
	],
])('%s', (_, card, expected) => {
	expect(card).toMatchObject(title);
	expect(glance(card)).toEqual(expected);
});

test('of many classes the likeliest have bars, in the order of the classes, and the others a sum', () => {
	const probabilities = Array.from({ length: 47 }, (_, label) =>
		label === 40 ? 0.5 : label / 2 / ((46 * 47) / 2 - 40),
	);
	const card = classified({ predictions: [{ label: 40, probabilities }] });
	const digit = card.state === 'classified' ? card.digits[0] : undefined;
	expect(digit?.bars.map(({ name }) => Number(name))).toEqual(Array.from({ length: 12 }, (_, at) => 35 + at));
	expect(digit?.bars.find(({ rank }) => rank === 0)?.name).toBe('40');
	expect(digit?.rest).toMatch(/^35 more classes: 28.6%/);
});

test.each([
	['webp', { orientation: 6 }, 6],
	['webp', {}, undefined],
	['jpeg', { orientation: 6 }, undefined],
	['jpeg', { orientation: 6, orientationByXmp: true }, 6],
	['png', { orientation: 6 }, undefined],
] as const)(
	'the original of a %s of %o is turned by %s: Chromium turns no WebP, and looks at no XMP',
	(format, orientation, turn) => {
		const picture = { ...photo.picture, format, ...orientation };
		const card = classified({ prepared: { ...photo, picture } });
		expect(card.state === 'classified' && card.originalTurn).toBe(turn);
	},
);

test('a card has places for the steps and no step', () => {
	expect(classified({})).toMatchObject({ originalCaption: '4,000 × 3,000 JPEG', steps: ['Gray', 'Ink', 'Crop'] });
	expect(classified({ prepared: { ...photo, applied: 'none' } })).toMatchObject({ steps: [] });
	expect(toStepPictures(photo.steps)).toEqual([{ width: 2, height: 1, pixels: Uint8Array.of(3, 4) }]);
});

test('a picture without ink shows how far it came', () => {
	const card = cardOf({ state: 'failed', outcome: { ok: false, problem: { code: 'noInk', steps: photo.steps } } });
	expect(card).toMatchObject({ state: 'failed', steps: ['Gray'] });
	const before: PictureState = { state: 'remembered', message: 'No ink was found.', steps: ['gray', 'ink'] };
	expect(cardOf(before)).toMatchObject({ state: 'failed', steps: ['Gray', 'Ink'] });
	const gone = { title: { ...title, memory: 'gone' as const }, state: before, file: 'same' as const };
	expect(toCard(gone, true, english)).toMatchObject({ state: 'failed', steps: [] });
});

test("a card's pixels do not bring along the buffer they stood in", () => {
	const buffer = new Uint8Array(10_000);
	const digit = buffer.subarray(100, 884) as (typeof photo.digits)[0]['digit'];
	const card = classified({ prepared: { ...photo, digits: [{ ...photo.digits[0], digit }] } });
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
