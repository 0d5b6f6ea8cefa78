import { readFileSync } from 'node:fs';
import { expect, it, test } from 'vitest';
import { drawOddImage } from '../../../tools/fuzz/drawOddImage.ts';
import { createRandom } from '../../../src/core/createRandom.ts';
import { normalize } from '../../../src/preprocessing/normalize.ts';
import { ProblemError } from '../../../src/core/problem.ts';
import type { GrayImage } from '../../../src/core/image.ts';
import { toDigit } from '../../../src/preprocessing/digit.ts';
import { decodeImage } from '../../../src/codecs/decodeImage.ts';

function expectDigitOrProblem(image: GrayImage, name: string): void {
	try {
		const [{ digit }] = normalize(image, 'mnist').digits;
		expect(digit, name).toHaveLength(784);
		expect(Math.max(...digit), name).toBeGreaterThan(127);
	} catch (error) {
		expect(error, name).toBeInstanceOf(ProblemError);
	}
}

// Many more: npm run fuzz -- normalize
test('what nobody takes is a digit with ink or a problem', () => {
	for (let seed = 0; seed < 600; seed++) {
		expectDigitOrProblem(drawOddImage(createRandom(seed)), `seed ${seed}`);
	}
});

it.each(['negative_length_9.jpg', 'negative_length_noise.png'])('%s, once thinned to nothing', async (name) => {
	expectDigitOrProblem(await decodeImage(readFileSync(`test/fixtures/normalize/${name}`)), name);
});

it('keeps a line that thinning by the mean width of a pale wash would take away', () => {
	const side = 48;
	const values = Float32Array.from({ length: side * side }, (_, index) => {
		const [x, y] = [index % side, Math.floor(index / side)];
		return x === 24 && y >= 14 && y < 34 ? 1 : 0.11;
	});
	expect(Math.max(...toDigit({ width: side, height: side, values }))).toBeGreaterThan(127);
});
