import { expect, test } from 'vitest';
import { createFormats, type Formats } from '../../../src/presentation/format.ts';

const en = createFormats('en');
const de = createFormats('de');

test.each<[Formats, keyof Formats, number, string]>([
	[en, 'number', 1234.56, '1,234.6'],
	[de, 'number', 1234.56, '1.234,6'],
	[en, 'share', 0.987, '98.7%'],
	[en, 'share', 0.99999, '99.9%'],
	[en, 'share', 1, '100.0%'],
	[en, 'share', 0, '0.0%'],
	[en, 'bytes', 999, '999 byte'],
	[en, 'bytes', 7805, '7.8 kB'],
	[en, 'bytes', 26e6, '26 MB'],
	[en, 'milliseconds', 1.26, '1.3 ms'],
	[en, 'milliseconds', 12.34, '12 ms'],
])('%# %s of %d', (formats, kind, value, text) => {
	expect(formats[kind](value)).toBe(text);
});
