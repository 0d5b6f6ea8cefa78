import { expect, test } from 'vitest';
import { announcementOf } from '../../../src/presentation/announcement.ts';
import type { FileState } from '../../../src/presentation/pictureState.ts';
import { english } from './english.ts';
import { photo, prediction, sevenOfPhoto, shown } from './outcomes.ts';

const [digit] = photo.digits;

test.each<[string, Partial<typeof sevenOfPhoto>, FileState, string]>([
	['its label and probability', {}, 'same', '7.jpg: 7, probability 98.0%'],
	['its label alone', { predictions: [{ label: 7 }] }, 'same', '7.jpg: 7'],
	[
		'its name for the class',
		{ endpoint: { name: 'fashion', labels: [...'0123456', 'Sneaker'] } },
		'same',
		'7.jpg: Sneaker, probability 98.0%',
	],
	[
		'doubt',
		{ predictions: [prediction(7, 0.62)] },
		'same',
		'7.jpg: 7, probability 62.0%. A guess: it could also be 8. Cropping to the digit or more light may help.',
	],
	[
		'all digits, without a probability that none has for all',
		{ prepared: { ...photo, digits: [digit, digit] }, predictions: [prediction(4, 0.99), prediction(2, 0.98)] },
		'same',
		'7.jpg: 42',
	],
	['that it is not of this file', {}, 'changed', '7.jpg: 7, probability 98.0%. The picture has changed since.'],
])('a screen reader hears %s', (_, change, file, words) => {
	const picture = shown({ state: 'classified', outcome: { ...sevenOfPhoto, ...change } }, '7.jpg', file);
	expect(announcementOf(picture, true, english)).toBe(words);
});
