import { describe, expect, test } from 'vitest';
import { toCard } from '../../../src/presentation/card.ts';
import { preparedOf, type PictureState } from '../../../src/presentation/pictureState.ts';
import { actionsOn } from '../../../src/presentation/takeAlong.ts';
import type { Card, CardTitle } from '../../../src/presentation/view.ts';
import { toDrawingCaptions, toWaysIn } from '../../../src/presentation/waysIn.ts';
import { english } from './english.ts';
import { photo, sevenOfPhoto } from './outcomes.ts';

const classified: PictureState = { state: 'classified', outcome: sevenOfPhoto };
const failed: PictureState = { state: 'failed', outcome: { ok: false, problem: { code: 'noInk' } } };
const remembered: PictureState = { state: 'remembered', message: 'Sign in.', prepared: photo };

function cardOf(state: PictureState, memory: Partial<CardTitle>): Card {
	const title = { name: '7.jpg', place: '', path: '7.jpg', revision: 0, detailsOpen: false, ...memory };
	return toCard({ title, state, file: 'same' }, true, english);
}

const digit = ['copyDigit 0', 'saveDigit 0'];

describe('what a card lets take along', () => {
	test.each<[string, PictureState, Partial<CardTitle>, string[]]>([
		['of a file', classified, {}, ['openPicture', ...digit]],
		['of what is in memory', classified, { memory: 'kept' }, ['openPicture', 'savePicture', ...digit]],
		['of what was in memory before a reload', classified, { memory: 'gone' }, digit],
		['of what came to no digit', failed, { memory: 'kept' }, ['openPicture', 'savePicture']],
		['of what failed before a reload', remembered, { memory: 'gone' }, digit],
		['while it is waited for', { state: 'waiting' }, {}, ['openPicture']],
	])('%s', (_, state, memory, expected) => {
		const offered = actionsOn(cardOf(state, memory));
		const taking = offered.filter(({ id }) => /^(open|save|copy)(Picture|Digit)$/.test(id));
		expect(taking.map(({ id, digit: index }) => (index === undefined ? id : `${id} ${index}`))).toEqual(expected);
		expect(taking.filter(({ description = '' }) => description === '')).toEqual([]);
	});

	test('no steps of a picture that is gone', () => {
		expect(cardOf(classified, { memory: 'gone' })).toMatchObject({ steps: [] });
	});
});

test.each<[string, PictureState, unknown]>([
	['waiting', { state: 'waiting' }, undefined],
	['cancelled', { state: 'cancelled' }, undefined],
	['classified', classified, photo],
	['failed on the way', failed, undefined],
	['remembered', remembered, photo],
])('what was made of a picture: %s', (_, state, expected) => {
	expect(preparedOf(state)).toBe(expected);
});

test('the ways in are buttons and words', () => {
	const limits = { bytes: 1, bytesTogether: 2, pictures: 3 };
	const waysIn = toWaysIn(limits, english);
	expect(waysIn.actions.map(({ id, title }) => [id, title])).toEqual([
		['draw', 'Draw a Digit'],
		['choosePictures', 'Open Pictures…'],
		['paste', 'Paste'],
	]);
	expect(waysIn.limits).toEqual(limits);
	expect(Object.values(toDrawingCaptions(english)).filter((text) => text === '')).toEqual([]);
});
