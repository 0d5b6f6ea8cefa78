import { describe, expect, test } from 'vitest';
import type { Uri } from 'vscode';
import type { PictureState } from '../../../../src/presentation/pictureState.ts';
import {
	toEntries,
	toShown,
	withFile,
	withStamp,
	withState,
	type Entry,
} from '../../../../src/vscode/panel/entries.ts';
import { sevenOfPhoto } from '../../presentation/outcomes.ts';

const uri = {} as Uri;
const waiting: PictureState = { state: 'waiting' };
const seven: PictureState = { state: 'classified', outcome: sevenOfPhoto };
const missing: PictureState = { state: 'failed', outcome: { ok: false, problem: { code: 'fileNotFound' } } };
const first = { mtime: 1, size: 100 };
const second = { mtime: 2, size: 100 };

type Change = (entry: Entry) => Entry;
const read =
	(stamp: typeof first): Change =>
	(entry) =>
		withStamp(entry, stamp);
const becomes =
	(state: PictureState): Change =>
	(entry) =>
		withState(entry, state);
const is =
	(now: typeof first | 'none'): Change =>
	(entry) =>
		withFile(entry, now);

function entriesOf(...paths: readonly string[]): Entry[] {
	return toEntries(
		paths.map((path) => {
			const end = path.lastIndexOf('/');
			return { uri, name: path.slice(end + 1), folder: path.slice(0, Math.max(0, end)), path, state: waiting };
		}),
	);
}

test.each<[string, readonly Change[], Partial<Entry>]>([
	['classified', [read(first), becomes(seven)], { file: 'same', revision: 0 }],
	['touched, but the same', [read(first), becomes(seven), is(first)], { file: 'same' }],
	['changed', [read(first), becomes(seven), is(second)], { file: 'changed', revision: 0 }],
	['changed and changed back', [read(first), becomes(seven), is(second), is(first)], { file: 'same' }],
	['deleted', [read(first), becomes(seven), is('none')], { file: 'gone' }],
	['changed, and read anew', [read(first), becomes(seven), is(second), read(second)], { file: 'same', revision: 1 }],
	['read anew, and the same', [read(first), becomes(seven), becomes(waiting), read(first)], { revision: 0 }],
	['changed before it was first read', [is(second)], { file: 'same' }],
	['missing from the start', [becomes(missing), is('none')], { file: 'same', stamp: undefined }],
	['deleted, and then missing', [read(first), becomes(seven), is('none'), becomes(missing)], { file: 'same' }],
	['missing, and then there', [becomes(missing), is(first)], { file: 'changed' }],
])('a file that is %s', (_, changes, expected) => {
	const [start] = entriesOf('a/7.jpg') as [Entry];
	expect(changes.reduce((entry, change) => change(entry), start)).toMatchObject(expected);
});

describe('what is shown', () => {
	test('alone, a picture has its whole folder; among others, what tells it apart', () => {
		expect(entriesOf('x/a/7.jpg').map(({ place }) => place)).toEqual(['x/a']);
		expect(entriesOf('x/a/7.jpg', 'x/b/7.jpg', 'x/b/8.jpg').map(({ place }) => place)).toEqual(['a', 'b', '']);
	});

	test.each([
		[undefined, true, true],
		[undefined, false, false],
		[false, true, false],
		[true, false, true],
	])('details that the user left %s, usually %s', (detailsOpen, usual, expected) => {
		const [entry] = entriesOf('7.jpg') as [Entry];
		expect(toShown({ ...entry, detailsOpen }, usual).title.detailsOpen).toBe(expected);
	});
});
