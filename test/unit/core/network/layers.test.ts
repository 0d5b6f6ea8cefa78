import { expect, test } from 'vitest';
import { connect, convolve, maximumPool, softmax } from '../../../../src/core/network/layers.ts';

const picture = {
	count: 1,
	side: 4,
	values: Float32Array.of(
		...[1, 2, 3, 4],
		...[5, 6, 7, 8], //
		...[9, 10, 11, 12],
		...[13, 14, 15, 16],
	),
};

/** A kernel of 3×3 that copies one of its places. */
const copying = (place: number) => Float32Array.from({ length: 9 }, (_, index) => (index === place ? 1 : 0));

test.each([
	['the middle', 4, 1, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]],
	['the place to the left', 3, 1, [0, 1, 2, 3, 0, 5, 6, 7, 0, 9, 10, 11, 0, 13, 14, 15]],
	['the place below', 7, 1, [5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 0, 0, 0, 0]],
	['the middle of every second column and row', 4, 2, [1, 3, 9, 11]],
	['the place above on the left of them', 0, 2, [0, 0, 0, 6]],
])('a convolution that takes %s', (_, place, stride, values) => {
	expect(convolve(picture, { weights: copying(place), biases: Float32Array.of(0) }, 3, stride)).toEqual({
		count: 1,
		side: Math.sqrt(values.length),
		values: Float32Array.from(values),
	});
});

test('a convolution sums over its inputs, adds the bias, and cuts off what is negative', () => {
	const input = { count: 2, side: 2, values: Float32Array.of(1, 2, 3, 4, 10, 20, 30, 40) };
	const layer = { weights: Float32Array.of(2, 3, -1, 0.0625), biases: Float32Array.of(100, 0.5) };
	expect(convolve(input, layer, 1)).toEqual({
		count: 2,
		side: 2,
		values: Float32Array.of(132, 164, 196, 228, 0.125, 0, 0, 0),
	});
});

test('pooling takes the greatest of 2×2, and leaves out the end of an odd side', () => {
	const odd = { count: 2, side: 3, values: Float32Array.of(1, 5, 9, 2, 3, 9, 9, 9, 9, -4, -3, 9, -2, -1, 9, 9, 9, 9) };
	expect(maximumPool(odd)).toEqual({ count: 2, side: 1, values: Float32Array.of(5, -1) });
	expect(maximumPool(picture).values).toEqual(Float32Array.of(6, 8, 14, 16));
});

test('a fully connected layer', () => {
	const layer = { weights: Float32Array.of(1, 2, 3, -1, 0, 1), biases: Float32Array.of(0.5, -0.5) };
	expect(connect(Float32Array.of(1, 10, 100), layer)).toEqual(Float32Array.of(321.5, 98.5));
});

test.each([
	['one temperature', [0, Math.log(3)], 1, [0.25, 0.75]],
	['a higher one', [0, 2 * Math.log(3)], 2, [0.25, 0.75]],
	['scores too high for an exponential', [1000, 1000], 1, [0.5, 0.5]],
	['scores far apart', [-1000, 1000], 1, [0, 1]],
])('softmax: %s', (_, scores, temperature, probabilities) => {
	for (const [index, probability] of softmax(Float32Array.from(scores), temperature).entries()) {
		expect(probability).toBeCloseTo(probabilities[index] as number, 6);
	}
});
