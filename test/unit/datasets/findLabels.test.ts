import { describe, expect, test } from 'vitest';
import type { LabelRule } from '../../../src/core/dataset.ts';
import { findLabels } from '../../../src/datasets/findLabels.ts';
import { readLabelsFile } from '../../../src/datasets/labelsFile.ts';
import { digitClasses } from '../../../src/datasets/trueLabel.ts';
import type { PicturePaths } from '../../../src/datasets/trueNumber.ts';

function pathsOf(paths: readonly string[]): PicturePaths {
	return { count: paths.length, pathOf: (index) => paths[index] ?? '' };
}

/** What the true labels are; `–`: none. */
function found(
	paths: readonly string[],
	rule: LabelRule = 'auto',
	classes = digitClasses,
	file?: string,
): readonly string[] {
	const written = file === undefined ? [] : readLabelsFile(file, 'n');
	const { labels, numbers, areNumbers } = findLabels(pathsOf(paths), classes, rule, written);
	expect(areNumbers).toBe(numbers !== undefined);
	return paths.map((_, index) => {
		const own = numbers ? [...numbers.of(index)] : [labels[index] as number];
		return own[0] === -1 ? '–' : own.join('');
	});
}

const eleven = Array.from({ length: 12 }, (_, label) => `${label}`);
const words = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

describe('by itself', () => {
	test.each<[string, string[], string[]]>([
		['names that are numbers', ['n/2026.jpg', 'n/137.jpg', 'n/1977.png'], ['2026', '137', '1977']],
		['with zeros before them', ['n/007.jpg', 'n/4711.jpg', 'n/300.jpg'], ['007', '4711', '300']],
		['numbered ones of the same', ['n/2026_01.png', 'n/2026_02.png', 'n/137_01.png'], ['2026', '2026', '137']],
		['some of one digit among them', ['n/7_01.png', 'n/42_01.png', 'n/2026_01.png'], ['7', '42', '2026']],
		['folders that are numbers', ['n/137/a.png', 'n/137/b.png', 'n/2026/a.png'], ['137', '137', '2026']],
		['a folder among them that is a digit', ['n/7/a.png', 'n/42/b.png', 'n/137/00.png'], ['7', '42', '137']],
		['files without a number', ['n/2026.jpg', 'n/137.jpg', 'n/notes.jpg'], ['2026', '137', '–']],
	])('%s are numbers', (_, paths, expected) => {
		expect(found(paths)).toEqual(expected);
	});

	test.each<[string, string[], string[]]>([
		['digits in folders', ['m/7/00012.jpg', 'm/3/00471.jpg', 'm/3/02026.jpg'], ['7', '3', '3']],
		['digits in file names', ['m/7_00012.jpg', 'm/00471_3.jpg', 'm/img_2.png'], ['7', '3', '2']],
		['digits and a number', ['s/0_1.jpg', 's/3.png', 's/2026.jpg'], ['0', '3', '–']],
		['digits, sorted by year', ['s/1999/3_1.jpg', 's/2026/7_2.jpg'], ['3', '7']],
		['counted files', ['m/10.jpg', 'm/11.jpg', 'm/12.jpg'], ['–', '–', '–']],
		['files of a camera', ['m/DSC_0042.jpg', 'm/DSC_4711.jpg'], ['–', '–']],
		['files filled up with zeros', ['m/00012.jpg', 'm/00471.jpg', 'm/34512.jpg'], ['–', '–', '–']],
		['folders by year', ['m/2025/a.jpg', 'm/2026/b.jpg'], ['–', '–']],
		['all in one folder', ['2026/a.jpg', '2026/b.jpg'], ['–', '–']],
		['one file', ['m/2026.jpg'], ['–']],
	])('%s are no numbers', (_, paths, expected) => {
		expect(found(paths)).toEqual(expected);
	});

	test('what classes of their own are called is no number', () => {
		const paths = ['n/10/a.png', 'n/11/b.png', 'n/137/c.png', 'n/2026/d.png'];
		expect(found(paths, 'auto', eleven)).toEqual(['10', '11', '–', '–']);
		expect(found(paths, 'auto', words)).toEqual(['–', '–', '–', '–']);
	});
});

describe('as it is asked for', () => {
	test.each<[LabelRule, string, string]>([
		['fileNumber', 'n/2026_3.png', '2026'],
		['fileNumber', 'n/img_2026.jpg', '2026'],
		['fileNumber', 'n/img_2026_03.jpg', '2026'],
		['fileNumber', 'n/12/10.jpg', '10'],
		['fileNumber', 'n/7.jpg', '7'],
		['fileNumber', 'n/img2026.jpg', '–'],
		['fileNumber', 'n/12/seven.jpg', '–'],
		['folderNumber', 'n/137/0001.jpg', '137'],
		['folderNumber', 'n/137/b/0001.jpg', '137'],
		['folderNumber', '2026/137/x.jpg', '137'],
		['folderNumber', 'n/7/x.jpg', '7'],
		['folderNumber', 'n/v137/2026.jpg', '–'],
		['fileName', 'n/2026.jpg', '–'],
		['folder', 'n/137/1.jpg', '–'],
		['none', 'n/137/2026.jpg', '–'],
	])('%s of %s: %s', (rule, path, expected) => {
		expect(found([path], rule)).toEqual([expected]);
	});

	test('there are no numbers where classes are no digits', () => {
		expect(found(['n/2026.jpg', 'n/7.jpg'], 'fileNumber', words)).toEqual(['–', '–']);
	});

	test('says where they are from', () => {
		const paths = ['n/2026.jpg', 'n/137/x.jpg', 'n/4711.jpg'];
		expect(findLabels(pathsOf(paths), digitClasses, 'auto').labelsFrom).toEqual({
			labelsFile: 0,
			folder: 0,
			fileName: 2,
			none: 1,
		});
		expect(findLabels(pathsOf(paths), digitClasses, 'folderNumber').labelsFrom).toEqual({
			labelsFile: 0,
			folder: 1,
			fileName: 0,
			none: 2,
		});
	});
});

describe('as a file of labels says', () => {
	test.each<[string, string, string[]]>([
		['numbers', 'a.jpg,2026\nb/1.jpg,7\nc.jpg,007\n', ['2026', '7', '007']],
		['with names of columns', 'file,label\r\na.jpg,2026\r\nb/1.jpg,137\r\n', ['2026', '137', '–']],
		['as spreadsheets write it', '\uFEFF"a.jpg";"2026"\r\nb\\1.jpg;4711', ['2026', '4711', '–']],
		['with tabs, and commas in names', 'a.jpg\t12\nx,y.jpg\t3\nb/1.jpg\t45', ['12', '45', '–']],
		['of digits', 'a.jpg,2\nb/1.jpg,7\n', ['2', '7', '–']],
		['not where it says nothing that is known', 'a.jpg,two\nb/1.jpg,\n', ['–', '1', '–']],
		['not where it is of other pictures', 'd.jpg,12\n', ['–', '1', '–']],
	])('%s', (_, file, expected) => {
		expect(found(['n/a.jpg', 'n/b/1.jpg', 'n/c.jpg'], 'auto', digitClasses, file)).toEqual(expected);
	});

	test('it comes before names, unless another rule is asked for', () => {
		const file = 'a.jpg,Seven\n7/b.jpg,3\n';
		expect(found(['n/a.jpg', 'n/7/b.jpg'], 'auto', words, file)).toEqual(['7', '3']);
		expect(found(['n/a.jpg', 'n/7/b.jpg'], 'folder', words, file)).toEqual(['–', '7']);
		expect(found(['n/10.jpg'], 'auto', eleven, '10.jpg,11')).toEqual(['11']);
		expect(findLabels(pathsOf(['n/a.jpg', 'n/b.jpg']), words, 'auto', readLabelsFile(file, 'n')).labelsFrom).toEqual({
			labelsFile: 1,
			folder: 0,
			fileName: 0,
			none: 1,
		});
	});
});
