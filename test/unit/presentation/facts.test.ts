import { expect, test } from 'vitest';
import { toFacts } from '../../../src/presentation/facts.ts';
import { english } from './english.ts';
import { photo, sevenOfPhoto } from './outcomes.ts';

function factsOf(change: Partial<typeof sevenOfPhoto>): string[][] {
	return toFacts({ ...sevenOfPhoto, ...change }, english).map(({ term, value }) => [term, value]);
}

test('the details of a picture that was sent', () => {
	const sent = {
		destination: 'digits',
		region: 'us-east-1',
		profile: 'me',
		requests: 2,
		rows: 3,
		bytes: 7805,
		requestId: 'abc',
	};
	expect(factsOf({ sent })).toEqual([
		['Endpoint', 'prod'],
		['Sent', '3 digits in 2 requests, 7.8 kB, to digits'],
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
	[1, '1 picture, 7.8 kB, to digits'],
	[6, '6 digits in 1 request, 7.8 kB, to digits'],
])('%i digits in one request', (rows, words) => {
	expect(factsOf({ sent: { destination: 'digits', requests: 1, rows, bytes: 7805 } })).toContainEqual(['Sent', words]);
});

test('the details say where a picture was mended', () => {
	const picture = { ...photo.picture, mended: ['strayBytes', 'noEnd'] } as const;
	expect(factsOf({ prepared: { ...photo, picture } })).toContainEqual([
		'File',
		'mended, no pixel is lost: it has bytes that belong to nothing; the mark of its end is missing',
	]);
});

test.each([
	['auto', 'none', "Kept as it is: 28 × 28, white on black, sized and placed as MNIST's digits are (auto → none)"],
	['none', 'none', 'Kept as it is (none)'],
	['resize', 'resize', 'The whole picture brought to 28 × 28, ink and paper as they are (resize)'],
] as const)('of a picture that stayed here, %s', (asked, applied, words) => {
	const facts = factsOf({ prepared: { ...photo, asked, applied } });
	expect(facts.slice(0, 3)).toEqual([
		['Endpoint', 'prod'],
		['Sent', 'nothing left this machine'],
		['Preprocessing', words],
	]);
});
