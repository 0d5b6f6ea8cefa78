import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parseArguments, UsageError } from '../../../src/cli/parseArguments.ts';
import { readSettings } from '../../../src/cli/readSettings.ts';

const folder = mkdtempSync(join(tmpdir(), 'digit-classifier-'));
afterAll(() => rmSync(folder, { recursive: true }));

test.each<[string, object | 'help']>([
	['digits', { path: 'digits', labelRule: 'auto', maximumFailed: 0, minimumAccuracy: undefined, exports: {} }],
	['digits --min-accuracy 0.97', { minimumAccuracy: 0.97 }],
	['--min-accuracy=97% digits', { minimumAccuracy: 0.97 }],
	['digits --min-accuracy 1', { minimumAccuracy: 1 }],
	['digits --min-accuracy .5 --max-failed 12', { minimumAccuracy: 0.5, maximumFailed: 12 }],
	['digits --endpoint prod --settings s.json', { endpoint: 'prod', settings: 's.json' }],
	['digits --preprocessing mnist --labels fileName', { preprocessing: 'mnist', labelRule: 'fileName' }],
	[
		'digits --json a --csv b --html c --junit d --markdown e',
		{ exports: { json: 'a', csv: 'b', html: 'c', junit: 'd', markdown: 'e' } },
	],
	['--help', 'help'],
	['-h digits', 'help'],
])('%s', (line, expected) => {
	const parsed = parseArguments(line.split(' '));
	if (expected === 'help') {
		expect(parsed).toBe('help');
	} else {
		expect(parsed).toMatchObject(expected);
	}
});

test.each([
	['', 'Which folder'],
	['a b', 'not also: b'],
	['a --min-accuracy 97', '0.97 or 97%, not: 97'],
	['a --min-accuracy high', 'not: high'],
	['a --min-accuracy=-1', 'not: -1'],
	['a --max-failed few', 'not: few'],
	['a --preprocessing sharpen', 'auto, none, resize, mnist, not: sharpen'],
	['a --labels parent', 'not: parent'],
	['a --endpint x', '--endpint'],
	['a --json', '--json'],
])('refuses: %s', (line, words) => {
	const parse = () => parseArguments(line === '' ? [] : line.split(' '));
	expect(parse).toThrow(UsageError);
	expect(parse).toThrow(words);
});

describe('settings', () => {
	const write = (text: string): string => {
		const path = join(folder, 'settings.json');
		writeFileSync(path, text);
		return path;
	};

	test.each([
		['plain', '{"digitClassifier.endpoints": [{"name": "a"}], "digitClassifier.preprocessing": "none"}'],
		[
			'as VS Code has them',
			`{
				// Ours: "x",
				"editor.fontSize": 12, /* "digitClassifier.endpoints": [] */
				"digitClassifier.endpoints": [{ "name": "a", },],
				"digitClassifier.preprocessing": "none",
			}`,
		],
	])('%s', async (_, text) => {
		expect(await readSettings(write(text))).toEqual({ endpoints: [{ name: 'a' }], preprocessing: 'none' });
	});

	test('keep what only looks like a comment or a comma too many', async () => {
		const name = 'https://x/* y */ \\" //,]';
		const text = JSON.stringify({ 'digitClassifier.endpoints': [name] });
		expect(await readSettings(write(text))).toEqual({ endpoints: [name], preprocessing: undefined });
	});

	test.each(['sharpen', 3, null])('name the place of a preprocessing that is none: %j', async (preprocessing) => {
		const file = write(JSON.stringify({ 'digitClassifier.preprocessing': preprocessing }));
		await expect(readSettings(file)).rejects.toThrow(
			`"digitClassifier.preprocessing" in ${file} is one of auto, none, resize, mnist, not: ${String(preprocessing)}`,
		);
	});

	test.each(['', '[]', '{"a": }', 'null'])('are no settings: %s', async (text) => {
		await expect(readSettings(write(text))).rejects.toThrow(UsageError);
	});
});
