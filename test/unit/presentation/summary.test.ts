import { expect, test } from 'vitest';
import type { PictureState } from '../../../src/presentation/pictureState.ts';
import { toSummary } from '../../../src/presentation/summary.ts';
import { english } from './english.ts';
import { sevenOfPhoto } from './outcomes.ts';

const waiting: PictureState = { state: 'waiting' };
const cancelled: PictureState = { state: 'cancelled' };
const classified: PictureState = { state: 'classified', outcome: sevenOfPhoto };
const failed: PictureState = { state: 'failed', outcome: { ok: false, problem: { code: 'fileEmpty' } } };
const ofAll = ['retry', 'selectEndpoint', 'showLog'];

test.each<[string, readonly PictureState[], boolean, string, readonly string[]]>([
	['one, running', [waiting], true, '', ['cancel']],
	['one, done', [classified], false, '', []],
	['several, running', [classified, failed, waiting], true, '2 of 3 pictures', ['cancel']],
	['several, all well', [classified, classified], false, '2 pictures classified', ofAll],
	['several, some not', [classified, failed, cancelled], false, '1 of 3 pictures classified', ofAll],
])('%s', (_, states, running, progress, actions) => {
	const summary = toSummary(states, running, english);
	expect({ ...summary, actions: summary.actions.map(({ id }) => id) }).toEqual({ running, progress, actions });
});
