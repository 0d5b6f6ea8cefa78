import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { classifyDigit, readNetwork } from '../../../../src/models/network/index.ts';
import { argmax } from '../../../../src/core/prediction.ts';
import { readMnist } from '../../../../tools/drawnDigits/readMnist.ts';

const network = readNetwork(readFileSync('media/digits.safetensors'));

/** What PyTorch answers to MNIST's first test digits, ten probabilities each; written by model/network/train.py. */
const answers = new Float32Array(new Uint8Array(readFileSync('test/fixtures/network/digits.bin')).buffer);

test("PyTorch's labels, and its probabilities to 1e-4", () => {
	const digits = readMnist('test').slice(0, answers.length / 10);
	expect(digits.length).toBeGreaterThanOrEqual(400);
	for (const [index, { digit }] of digits.entries()) {
		const expected = answers.subarray(10 * index, 10 * index + 10);
		const { label, probabilities } = classifyDigit(network, digit);
		expect(label).toBe(argmax(expected));
		const differences = probabilities.map((value, at) => Math.abs(value - (expected[at] as number)));
		expect(Math.max(...differences)).toBeLessThan(1e-4);
	}
});

test("at least 99.4 % of MNIST's test digits, of which every fifth is asked", () => {
	const asked = readMnist('test').filter((_, index) => index % 5 === 0);
	const right = asked.filter(({ label, digit }) => classifyDigit(network, digit).label === label);
	expect(right.length / asked.length).toBeGreaterThanOrEqual(0.994);
});
