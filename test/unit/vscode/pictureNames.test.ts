import { describe, expect, test } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };
import { isPictureName, pictureExtensions } from '../../../src/core/pictureNames.ts';
import { isWinding, tellNamesApart, toFileName } from '../../../src/vscode/pictureNames.ts';

test.each([
	['/a/7.jpg', true],
	['7.JPEG', true],
	['7.jpe', true],
	['7.jfif', true],
	['/a.b/7.webp', true],
	['/a.b/7.avif', true],
	['/a.b/7.TIF', true],
	['/a.b/7.tiff', true],
	['/a.png/7', false],
	['7.svg', false],
	['.png.txt', false],
	['png', false],
	['', false],
])('%s is named as a picture: %s', (path, expected) => {
	expect(isPictureName(path)).toBe(expected);
});

test.each([
	['/workspace/7.png', false],
	['/workspace/7..png', false],
	['/workspace/.../7.png', false],
	['/workspace/../home/7.png', true],
	['/workspace/./7.png', true],
	['/workspace/..', true],
	['/c:/workspace/..\\..\\7.png', true],
])('%s could lead elsewhere: %s', (path, expected) => {
	expect(isWinding(path)).toBe(expected);
});

test.each([
	['7.png', '7.png'],
	['sieben & acht.png', 'sieben & acht.png'],
	['../../etc/passwd', '.._.._etc_passwd'],
	['C:\\pictures\\7.png', 'C__pictures_7.png'],
	['7.png\n2026-11-25 [error] forged', '7.png_2026-11-25 [error] forged'],
	['gnp.\u202E7.png', 'gnp._7.png'],
	['', 'picture'],
	['..', 'picture'],
	[`${'x'.repeat(500)}.png`, `${'x'.repeat(116)}.png`],
])('%j becomes the file name %j', (said, expected) => {
	expect(toFileName(said)).toBe(expected);
});

test('names are numbered where there are several of one', () => {
	expect(tellNamesApart(['7.png', '8.png', '7.png', 'a', '7.png', 'a'])).toEqual([
		'7.png',
		'8.png',
		'7 (2).png',
		'a',
		'7 (3).png',
		'a (2)',
	]);
});

describe('the menus', () => {
	const { menus } = manifest.contributes;
	const conditions = [...menus['explorer/context'], ...menus['editor/title'], ...menus['editor/title/context']]
		.filter(({ command }) => command === 'digitClassifier.classifyImage')
		.map(({ when }) => when);

	test('are all looked at', () => {
		expect(conditions).toHaveLength(3);
	});

	test.each(conditions)('offer to classify what is named as a picture, and nothing else: %s', (when) => {
		const pattern = /resourceExtname =~ \/(.*)\/i/.exec(when)?.[1] ?? '';
		const isOffered = (extension: string) => new RegExp(pattern, 'i').test(extension);
		expect(pictureExtensions.filter((extension) => !isOffered(`.${extension}`))).toEqual([]);
		expect(['.txt', '.svg', '.jp', '.jpgx', 'jpg', ''].filter(isOffered)).toEqual([]);
	});

	test('of the Explorer leave out folders that are named so', () => {
		expect(menus['explorer/context'][0]?.when).toMatch(/^!explorerResourceIsFolder && /);
	});
});

test('every command is found by typing the extension’s name', () => {
	expect(manifest.contributes.commands.filter(({ category }) => category !== 'Digit Classifier')).toEqual([]);
});
