import { describe, expect, test } from 'vitest';
import type { Sent } from '../../../../src/core/ports.ts';
import type { PictureState } from '../../../../src/presentation/pictureState.ts';
import { restorePictures, savePictures } from '../../../../src/vscode/panel/savedPictures.ts';
import { english } from '../../presentation/english.ts';
import { photo, sevenOfPhoto } from '../../presentation/outcomes.ts';

const uri = 'file:///pictures/7.jpg';
const sent: Sent = { destination: 'digits', region: 'us-east-1', requests: 1, rows: 1, bytes: 100, requestId: 'r' };
const withoutSteps = { ...photo, steps: [] };

/** As a page keeps it: as JSON. */
function save(state: PictureState): { version: number; pictures: Record<string, unknown>[] } {
	return JSON.parse(JSON.stringify(savePictures([{ uri, state }], english))) as ReturnType<typeof save>;
}

const endpoint = { name: 'prod', labels: ['zero', 'one'] };
const failedAtEndpoint: PictureState = {
	state: 'failed',
	outcome: {
		ok: false,
		problem: { code: 'awsSignInNeeded', command: 'sso login', profile: 'me' },
		prepared: photo,
		endpoint,
	},
};
const words = 'You are signed out of AWS, or have never signed in, with profile "me".';

describe('what comes back', () => {
	test.each<[string, PictureState, PictureState]>([
		['waiting', { state: 'waiting' }, { state: 'cancelled' }],
		['cancelled', { state: 'cancelled' }, { state: 'cancelled' }],
		[
			'classified',
			{ state: 'classified', outcome: { ...sevenOfPhoto, endpoint, sent } },
			{ state: 'classified', outcome: { ...sevenOfPhoto, endpoint, sent, prepared: withoutSteps } },
		],
		[
			'classified without probabilities',
			{ state: 'classified', outcome: { ...sevenOfPhoto, predictions: [{ label: 7 }] } },
			{ state: 'classified', outcome: { ...sevenOfPhoto, predictions: [{ label: 7 }], prepared: withoutSteps } },
		],
		[
			'failed: its words, and no profile to sign in with',
			failedAtEndpoint,
			{ state: 'remembered', message: words, prepared: withoutSteps, endpoint },
		],
		[
			'failed before there was a digit',
			{ state: 'failed', outcome: { ok: false, problem: { code: 'fileUnreadable', detail: 'EIO' } } },
			{ state: 'remembered', message: 'The file could not be read.', detail: 'EIO' },
		],
		[
			'remembered from before',
			{ state: 'remembered', message: words, prepared: withoutSteps, endpoint },
			{ state: 'remembered', message: words, prepared: withoutSteps, endpoint },
		],
	])('%s', (_, state, expected) => {
		expect(restorePictures(save(state))).toEqual([{ uri, state: expected }]);
	});
});

test('no more of an endpoint is kept than who it is, and no pixel but those of the digits', () => {
	const classify = () => undefined;
	const state = { state: 'classified', outcome: { ...sevenOfPhoto, endpoint: { name: 'prod', classify } } } as const;
	const saved = save(state);
	expect(saved.pictures[0]).toMatchObject({ endpoint: { name: 'prod' } });
	expect(JSON.stringify(saved).length).toBeLessThan(2000);
});

describe('what is refused', () => {
	const good = save({ state: 'classified', outcome: { ...sevenOfPhoto, sent } });
	const [picture] = good.pictures as [{ prepared: { digits: object[] }; answer: object }];
	const changed = (change: object) => ({ ...good, pictures: [{ ...picture, ...change }] });

	test('what these are made from is not', () => {
		expect(restorePictures(good)).toHaveLength(1);
	});

	test.each<[string, unknown]>([
		['nothing', undefined],
		['text', 'x'],
		['of another version', { ...good, version: 2 }],
		['without pictures', { version: 3 }],
		['a picture without its address', changed({ uri: undefined })],
		['an address that is no text', changed({ uri: { scheme: 'file' } })],
		[
			'a digit of another size',
			changed({ prepared: { ...picture.prepared, digits: [{ ...picture.prepared.digits[0], digit: 'AAAA' }] } }),
		],
		['a format that is none', changed({ prepared: { ...picture.prepared, picture: { format: 'svg' } } })],
		['a label that is no class', changed({ answer: { ...picture.answer, predictions: [{ label: '<b>7</b>' }] } })],
		['what was sent, half of it', changed({ answer: { ...picture.answer, sent: { destination: 'digits' } } })],
		['a problem as data', changed({ problem: { code: 'awsSignInNeeded', profile: 'evil' } })],
	])('%s', (_, saved) => {
		expect(restorePictures(saved)).toBeUndefined();
	});

	test.each<[string, object]>([
		['no digit for its answer', { prepared: { ...picture.prepared, digits: [] } }],
		['no answer for its digit', { answer: { ...picture.answer, predictions: [] } }],
		['an answer of nobody', { endpoint: undefined }],
	])('%s: there is nothing to show but the picture', (_, change) => {
		const saved = JSON.parse(JSON.stringify(changed(change))) as unknown;
		expect(restorePictures(saved)).toEqual([{ uri, state: { state: 'cancelled' } }]);
	});
});
