import { expect, test } from 'vitest';
import type { PictureState } from '../../../src/presentation/pictureState.ts';
import { toSummary } from '../../../src/presentation/summary.ts';
import { english } from './english.ts';
import { sevenOfPhoto, shown } from './outcomes.ts';

const waiting: PictureState = { state: 'waiting' };
const cancelled: PictureState = { state: 'cancelled' };
const classified: PictureState = { state: 'classified', outcome: sevenOfPhoto };
const failed: PictureState = { state: 'failed', outcome: { ok: false, problem: { code: 'fileEmpty' } } };
const csv = ['copyCsv', 'saveCsv'];
const endpoint = ['selectEndpoint', 'showLog'];

test.each<[string, readonly PictureState[], boolean, string, readonly string[]]>([
	['none: the paper is blank', [], false, '', endpoint],
	['one, running', [waiting], true, '', ['cancel']],
	['one, done', [classified], false, '', []],
	['several, begun', [waiting, waiting], true, '0 of 2 pictures', ['cancel']],
	['several, running', [classified, failed, waiting], true, '2 of 3 pictures', ['cancel', ...csv]],
	['several, all well', [classified, classified], false, '2 pictures classified', ['retry', ...csv, ...endpoint]],
	[
		'several, some not',
		[classified, failed, cancelled],
		false,
		'1 of 3 pictures classified',
		['retryRemaining', 'retry', ...csv, ...endpoint],
	],
	[
		'several, all cancelled',
		[cancelled, cancelled],
		false,
		'0 of 2 pictures classified',
		['retryRemaining', ...endpoint],
	],
])('%s', (_, states, running, progress, actions) => {
	const pictures = states.map((state) => shown(state));
	const summary = toSummary(pictures, { running, asked: [...states.keys()], chosen: 'prod' }, english);
	expect({ ...summary, actions: summary.actions.map(({ id }) => id) }).toMatchObject({
		running,
		progress,
		actions,
		done: states.filter((state) => state === classified || state === failed).length,
		count: states.length,
	});
});

test.each<[string, readonly PictureState[], readonly number[], boolean, string]>([
	['none: the paper is blank', [], [], false, ''],
	['one, running', [waiting], [0], true, 'Classifying 7.jpg'],
	['one, classified', [classified], [0], false, '7.jpg: 7, probability 98.0%'],
	['one, failed: an alert says it', [failed], [0], false, ''],
	['one, cancelled', [cancelled], [0], false, '7.jpg: cancelled'],
	['several, running', [classified, waiting], [0, 1], true, 'Classifying 2 pictures'],
	['several, done', [classified, failed], [0, 1], false, 'Classified: 1 of 2 pictures'],
	['one of several, running', [classified, waiting], [1], true, 'Classifying 7.jpg'],
	['one of several, classified', [failed, classified], [1], false, '7.jpg: 7, probability 98.0%'],
	['one of several, failed', [classified, failed], [1], false, '7.jpg: The file is empty. Save or copy it again.'],
])('what is said of %s', (_, states, asked, running, words) => {
	const pictures = states.map((state) => shown(state));
	expect(toSummary(pictures, { running, asked, chosen: 'prod' }, english).announcement).toBe(words);
});

test.each<[string, readonly PictureState[], string, boolean, readonly string[]]>([
	['one, of the chosen endpoint', [classified], 'prod', false, []],
	['one, of another endpoint', [classified], 'mine', false, ['Classify with mine']],
	['one, of another endpoint, while it is asked again', [waiting], 'mine', true, ['Cancel']],
	['one that came to no endpoint', [failed], 'mine', false, []],
	[
		'one that failed at another endpoint',
		[{ state: 'failed', outcome: { ok: false, problem: { code: 'awsThrottled' }, endpoint: { name: 'prod' } } }],
		'mine',
		false,
		['Classify with mine'],
	],
	[
		'one from before a reload',
		[{ state: 'remembered', message: 'Sign in.', endpoint: { name: 'prod' } }],
		'mine',
		false,
		['Classify with mine'],
	],
	[
		'several, one of another endpoint',
		[classified, failed],
		'mine',
		false,
		['Classify Remaining', 'Classify with mine', 'Copy All as CSV', 'Save All as CSV…', 'Select Endpoint…', 'Show Log'],
	],
])('what is offered for %s', (_, states, chosen, running, titles) => {
	const pictures = states.map((state) => shown(state));
	const { actions } = toSummary(pictures, { running, asked: [...states.keys()], chosen }, english);
	expect(actions.map(({ title }) => title)).toEqual(titles);
});
