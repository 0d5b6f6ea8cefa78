import { describe, expect, test } from 'vitest';
import type { LabelRule } from '../../../src/core/dataset.ts';
import { createLabelFinder, digitClasses, type TrueLabel } from '../../../src/datasets/trueLabel.ts';

const fashion = [
	'T-shirt/top',
	'Trouser',
	'Pullover',
	'Dress',
	'Coat',
	'Sandal',
	'Shirt',
	'Sneaker',
	'Bag',
	'Ankle boot',
];
const words = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const letters = [...'abcdefghijklmnopqrstuvwxyz'];
const signs = ['+', '-', '×', '1'];

function found(classes: readonly string[], path: string, rule: LabelRule = 'auto'): TrueLabel | undefined {
	return createLabelFinder(classes, rule)(path);
}

const folder = (label: number): TrueLabel => ({ label, from: 'folder' });
const fileName = (label: number): TrueLabel => ({ label, from: 'fileName' });

describe('digits', () => {
	test.each<[string, TrueLabel | undefined]>([
		['mnist/7/00012.jpg', folder(7)],
		['7/00012.jpg', folder(7)],
		['mnist/test/7/a/b/00012.jpg', folder(7)],
		['2/fold/7/00012.jpg', folder(7)],
		['mnist/7/img_3.jpg', folder(7)],
		['mnist/10/img_3.jpg', fileName(3)],
		['mnist/07/x.jpg', undefined],
		['mnist/class7/x.jpg', undefined],
		['mnist/7.old/3.jpg', fileName(3)],
		['mnist/7_00012.jpg', fileName(7)],
		['mnist/7-00012.jpg', fileName(7)],
		['mnist/7.00012.png', fileName(7)],
		['mnist/7 (2).png', fileName(7)],
		['mnist/img_7.png', fileName(7)],
		['mnist/photo of a three-7.jpg', fileName(7)],
		['mnist/scan 7.webp', fileName(7)],
		['mnist/3.png', fileName(3)],
		['mnist/0_1.jpg', fileName(0)],
		['mnist/3_7_2.jpg', fileName(3)],
		['mnist/img_3_7.jpg', fileName(7)],
		['mnist/00012_7.jpg', fileName(7)],
		['mnist/7_00012_q100.jpg', fileName(7)],
		['mnist/img_7_00012.jpg', undefined],
		['mnist/img7.jpg', undefined],
		['mnist/7a.jpg', undefined],
		['mnist/10.jpg', undefined],
		['mnist/00007.jpg', undefined],
		['mnist/seven.jpg', undefined],
		['mnist/_7.jpg', fileName(7)],
		['mnist/7_.jpg', fileName(7)],
		['mnist/7', fileName(7)],
		['mnist/.jpg', undefined],
		['mnist/٧.jpg', undefined],
		['', undefined],
	])('%s', (path, expected) => {
		expect(found(digitClasses, path)).toEqual(expected);
	});
});

describe('classes with names', () => {
	test.each<[readonly string[], string, TrueLabel | undefined]>([
		[fashion, 'fashion/Trouser/1.png', folder(1)],
		[fashion, 'fashion/trouser/1.png', folder(1)],
		[fashion, 'fashion/T-shirt_top/1.png', folder(0)],
		[fashion, 'fashion/tshirttop/1.png', folder(0)],
		[fashion, 'fashion/tshirt_top/1.png', folder(0)],
		[Array.from({ length: 11 }, (_, label) => `${label}`), 'digits/1_0.png', fileName(1)],
		[fashion, 'fashion/Ankle boot/1.png', folder(9)],
		[fashion, 'fashion/ankle_boot/1.png', folder(9)],
		[fashion, 'fashion/6/1.png', folder(6)],
		[fashion, 'fashion/Trousers/x.png', undefined],
		[fashion, 'fashion/shirt_001.png', fileName(6)],
		[fashion, 'fashion/t-shirt_top_001.png', fileName(0)],
		[fashion, 'fashion/t-shirt_001.png', undefined],
		[fashion, 'fashion/001_ankle_boot.png', fileName(9)],
		[fashion, 'fashion/001-Bag.png', fileName(8)],
		[words, 'words/seven/x.png', folder(7)],
		[words, 'words/7/x.png', folder(7)],
		[words, 'words/7_seven.png', fileName(7)],
		[words, 'words/img_seven.png', fileName(7)],
		[letters, 'letters/Q/1.png', folder(16)],
		[letters, 'letters/q_12.png', fileName(16)],
		[letters, 'letters/scan_12_q.png', fileName(16)],
		[signs, 'signs/+/x.png', folder(0)],
		[signs, 'signs/-/x.png', folder(1)],
		[signs, 'signs/×/x.png', folder(2)],
		// The name of a class comes before the number of another.
		[signs, 'signs/1/x.png', folder(3)],
		[signs, 'signs/2/x.png', folder(2)],
		[['a b', 'ab'], 'x/a b/1.png', folder(0)],
		[['a b', 'ab'], 'x/ab/x.png', folder(1)],
		[['a b', 'ab'], 'x/a-b/x.png', folder(0)],
		[['a-b', 'a_b'], 'x/a b/x.png', undefined],
		[words.concat('ten'), 'x/1_0.png', fileName(1)],
		[words.concat('ten'), 'x/10.png', fileName(10)],
		[fashion, 'fashion/AnkleBoot/x.png', folder(9)],
		[['Ä', 'ä'], 'x/ä/x.png', folder(1)],
	])('%o in %s', (classes, path, expected) => {
		expect(found(classes, path)).toEqual(expected);
	});
});

describe('the rule', () => {
	test.each<[LabelRule, string, TrueLabel | undefined]>([
		['auto', 'mnist/7/3_1.jpg', folder(7)],
		['folder', 'mnist/7/3_1.jpg', folder(7)],
		['fileName', 'mnist/7/3_1.jpg', fileName(3)],
		['none', 'mnist/7/3_1.jpg', undefined],
		['folder', 'mnist/all/3_1.jpg', undefined],
		['fileName', 'mnist/7/x.jpg', undefined],
	])('%s, %s', (rule, path, expected) => {
		expect(found(digitClasses, path, rule)).toEqual(expected);
	});
});
