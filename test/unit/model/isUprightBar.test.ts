import { expect, test } from 'vitest';
import { isUprightBar } from '../../../model/network/isUprightBar.ts';
import { asDigit } from '../../../src/core/image.ts';
import { readMnist } from '../../../tools/drawnDigits/readMnist.ts';

/** A line of ink 2 pixels wide and 20 long, so many degrees from upright. */
function bar(degrees: number) {
	const [right, down] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
	return asDigit(
		Uint8Array.from({ length: 784 }, (_, index) => {
			const [x, y] = [(index % 28) - 13.5, Math.floor(index / 28) - 13.5];
			return Math.abs(x * right + y * down) < 10 && Math.abs(x * down - y * right) < 1 ? 255 : 0;
		}),
	);
}

test.each([
	[0, true],
	[20, true],
	[-40, true],
	[50, false],
	[90, false],
])('a bar %s° from upright: %s', (degrees, expected) => {
	expect(isUprightBar(bar(degrees))).toBe(expected);
});

test('of MNIST, most of the 1s are bars and hardly anything else is', () => {
	const digits = readMnist('test').slice(0, 2000);
	const share = (of: typeof digits) => of.filter(({ digit }) => isUprightBar(digit)).length / of.length;
	expect(share(digits.filter(({ label }) => label === 1))).toBeGreaterThan(0.9);
	expect(share(digits.filter(({ label }) => label !== 1))).toBeLessThan(0.03);
});
