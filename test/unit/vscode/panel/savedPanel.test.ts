import { describe, expect, test } from 'vitest';
import type { Prepared, Sent } from '../../../../src/core/ports.ts';
import type { Classified } from '../../../../src/app/outcome.ts';
import type { PictureState } from '../../../../src/presentation/pictureState.ts';
import { restorePanel, savePanel } from '../../../../src/vscode/panel/savedPanel.ts';
import { english } from '../../presentation/english.ts';
import { photo, sevenOfPhoto } from '../../presentation/outcomes.ts';

const uri = 'file:///pictures/7.jpg';
const sent: Sent = { destination: 'digits', region: 'us-east-1', requests: 1, rows: 1, bytes: 100, requestId: 'r' };
const withoutSteps = { ...photo, steps: [] };

/** As a page keeps it: as JSON. */
function save(state: PictureState): { version: number; pictures: Record<string, unknown>[] } {
	const panel = { pictures: [{ uri, state }], order: 'doubt', detailsOpen: false } as const;
	return JSON.parse(JSON.stringify(savePanel(panel, english))) as ReturnType<typeof save>;
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
const mended: Prepared = {
	...withoutSteps,
	picture: { ...photo.picture, orientation: 6, mended: ['strayBytes', 'noEnd'] },
};
const other: Classified = { ...sevenOfPhoto, prepared: withoutSteps, endpoint, predictions: [{ label: 1 }] };
const withoutInk: PictureState = {
	state: 'remembered',
	message:
		'No ink was found: nothing in the picture stands out from the paper. Crop the picture to the digit, or take it in more light.',
	steps: ['gray'],
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
			'classified, of a file that was turned and mended',
			{ state: 'classified', outcome: { ...sevenOfPhoto, prepared: mended } },
			{ state: 'classified', outcome: { ...sevenOfPhoto, prepared: mended } },
		],
		[
			'classified, of a model that misses its zeros',
			{ state: 'classified', outcome: { ...sevenOfPhoto, prepared: withoutSteps, warning: 'zerosMissing' } },
			{ state: 'classified', outcome: { ...sevenOfPhoto, prepared: withoutSteps, warning: 'zerosMissing' } },
		],
		[
			'classified and compared',
			{ state: 'classified', outcome: sevenOfPhoto, comparison: { endpoint, outcome: { ...other, prepared: photo } } },
			{
				state: 'classified',
				outcome: { ...sevenOfPhoto, prepared: withoutSteps },
				comparison: { endpoint, outcome: other },
			},
		],
		[
			'classified, and another endpoint is still asked',
			{ state: 'classified', outcome: sevenOfPhoto, comparison: { endpoint } },
			{ state: 'classified', outcome: { ...sevenOfPhoto, prepared: withoutSteps } },
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
			'failed for want of ink: which steps there were, without a pixel of them',
			{ state: 'failed', outcome: { ok: false, problem: { code: 'noInk', steps: photo.steps } } },
			withoutInk,
		],
		[
			'remembered from before',
			{ state: 'remembered', message: words, prepared: withoutSteps, endpoint },
			{ state: 'remembered', message: words, prepared: withoutSteps, endpoint },
		],
		['remembered from before, without ink', withoutInk, withoutInk],
	])('%s', (_, state, expected) => {
		expect(restorePanel(save(state))?.pictures).toEqual([{ uri, state: expected }]);
	});
});

test('the panel comes back as the user left it', () => {
	const picture = { uri, state: { state: 'cancelled' }, stamp: { mtime: 1, size: 2 }, detailsOpen: true } as const;
	const panel = { pictures: [picture], order: 'doubt', detailsOpen: false } as const;
	expect(restorePanel(JSON.parse(JSON.stringify(savePanel(panel, english))))).toEqual(panel);
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
		expect(restorePanel(good)?.pictures).toHaveLength(1);
	});

	test.each<[string, unknown]>([
		['nothing', undefined],
		['text', 'x'],
		['of another version', { ...good, version: 4 }],
		['an order that is none', { ...good, order: 'size' }],
		['a stamp that is none', changed({ stamp: { mtime: 'now', size: 1 } })],
		['without pictures', { ...good, pictures: undefined }],
		['a picture without its address', changed({ uri: undefined })],
		['an address that is no text', changed({ uri: { scheme: 'file' } })],
		[
			'a digit of another size',
			changed({ prepared: { ...picture.prepared, digits: [{ ...picture.prepared.digits[0], digit: 'AAAA' }] } }),
		],
		['a format that is none', changed({ prepared: { ...picture.prepared, picture: { format: 'svg' } } })],
		['a label that is no class', changed({ answer: { ...picture.answer, predictions: [{ label: '<b>7</b>' }] } })],
		[
			'a mend that is none',
			changed({ prepared: { ...picture.prepared, picture: { ...photo.picture, mended: ['all'] } } }),
		],
		['what was sent, half of it', changed({ answer: { ...picture.answer, sent: { destination: 'digits' } } })],
		['a step that is none', changed({ problem: { message: words, steps: ['svg'] } })],
		['a problem as data', changed({ problem: { code: 'awsSignInNeeded', profile: 'evil' } })],
	])('%s', (_, saved) => {
		expect(restorePanel(saved)).toBeUndefined();
	});

	test.each<[string, object]>([
		['no digit for its answer', { prepared: { ...picture.prepared, digits: [] } }],
		['no answer for its digit', { answer: { ...picture.answer, predictions: [] } }],
		['an answer of nobody', { endpoint: undefined }],
	])('%s: there is nothing to show but the picture', (_, change) => {
		const saved = JSON.parse(JSON.stringify(changed(change))) as unknown;
		expect(restorePanel(saved)?.pictures).toEqual([{ uri, state: { state: 'cancelled' } }]);
	});
});
