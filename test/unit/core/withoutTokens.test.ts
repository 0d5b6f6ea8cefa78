import { expect, test } from 'vitest';
import { withoutTokens } from '../../../src/core/withoutTokens.ts';

test.each([
	["open '/home/someone/projects/digit-pictures/training_set/page-0012.jpg'"],
	['C:\\Users\\someone\\Documents\\digit-pictures\\trainingSet\\page12.jpg'],
	['//server/share/Scans2026/ARCHIVE/handwritten-digits/0001.png'],
	['/a/short/3f2a9c41/path.jpg'],
])('a path stays: %s', (text) => {
	expect(withoutTokens(text)).toBe(text);
});

test.each([
	['a secret key of AWS', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', '…'],
	['an access key', 'of AKIAIOSFODNN7EXAMPLE.', 'of ….'],
	['a session token', 'IQoJb3JpZ2luX2VjEJr//////////wEaCXVzLWVhc3QtMSJHMEUCIQDExample/kept/here', '…'],
	['hexadecimal digits', 'da39a3ee5e6b4b0d3255bfef95601890afd80709', '…'],
	['one long word', 'k'.repeat(40), '…'],
	[
		'a token within a path',
		'/home/someone/projects/digits/cache/wJalrXUtnFEMIK7MDENG/image.jpg',
		'/home/someone/projects/digits/cache/…/image.jpg',
	],
])('%s does not', (_, text, shown) => {
	expect(withoutTokens(text)).toBe(shown);
});
