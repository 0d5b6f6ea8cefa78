import { expect, test } from 'vitest';
import { createFormats, type Formats } from '../../../src/presentation/format.ts';

const en = createFormats('en');
const de = createFormats('de');

test.each<[Formats, Exclude<keyof Formats, 'compare'>, number, string]>([
	[en, 'number', 1234.56, '1,234.6'],
	[de, 'number', 1234.56, '1.234,6'],
	[en, 'share', 0.987, '98.7%'],
	[en, 'share', 0.999, '99.9%'],
	[en, 'share', 0.99999, '>\u00a099.9%'],
	[de, 'share', 0.99999, '>\u00a099,9\u00a0%'],
	[en, 'share', 1, '100.0%'],
	[en, 'share', 0, '0.0%'],
	[en, 'share', 1e-12, '<\u00a00.1%'],
	[en, 'share', 0.00099, '<\u00a00.1%'],
	[en, 'share', 0.001, '0.1%'],
	[en, 'bytes', 999, '999 byte'],
	[en, 'bytes', 7805, '7.8 kB'],
	[en, 'bytes', 26e6, '26 MB'],
	[en, 'milliseconds', 1.26, '1.3 ms'],
	[en, 'milliseconds', 12.34, '12 ms'],
])('%# %s of %d', (formats, kind, value, text) => {
	expect(formats[kind](value)).toBe(text);
});

test('names are ordered as people count', () => {
	expect(['10.jpg', '9.jpg', 'a.jpg', 'B.jpg'].sort(en.compare)).toEqual(['9.jpg', '10.jpg', 'a.jpg', 'B.jpg']);
});
