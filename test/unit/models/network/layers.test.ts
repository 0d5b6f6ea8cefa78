import { expect, test } from 'vitest';
import {
	averagePool,
	connect,
	convolve,
	maximumPool,
	pad,
	softmax,
	toConvolution,
} from '../../../../src/models/network/layers.ts';

const picture = {
	side: 4,
	channels: 1,
	values: Float32Array.of(
		...[1, 2, 3, 4],
		...[5, 6, 7, 8], //
		...[9, 10, 11, 12],
		...[13, 14, 15, 16],
	),
};

/** Kernels of 3×3 for one input and four outputs; the second copies one place. */
const copying = (place: number) => Float32Array.from({ length: 36 }, (_, index) => (index === 9 + place ? 1 : 0));

/** The values of one channel. */
const channel = (values: Float32Array, channels: number, which: number) =>
	Array.from(values.filter((_, index) => index % channels === which));

test.each([
	['the middle', 4, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]],
	['the place to the left', 3, [0, 1, 2, 3, 0, 5, 6, 7, 0, 9, 10, 11, 0, 13, 14, 15]],
	['the place below', 7, [5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 0, 0, 0, 0]],
	['the place above on the right', 2, [0, 0, 0, 0, 2, 3, 4, 0, 6, 7, 8, 0, 10, 11, 12, 0]],
])('a convolution of the padded map that takes %s', (_, place, values) => {
	const layer = { weights: copying(place), biases: Float32Array.of(0, 0, 0, 0) };
	const map = convolve(pad(picture), toConvolution(layer));
	expect([map.side, map.channels]).toEqual([4, 4]);
	expect(channel(map.values, 4, 1)).toEqual(values);
	expect(channel(map.values, 4, 0)).toEqual(values.map(() => 0));
});

test('a convolution sums over its inputs, adds the bias, and cuts off what is negative', () => {
	// Two inputs, side by side at each of nine points, and eight outputs.
	const input = { side: 3, channels: 2, values: Float32Array.from({ length: 18 }, (_, index) => index + 1) };
	const weights = new Float32Array(8 * 2 * 9);
	weights[(5 * 2 + 0) * 9 + 8] = 2;
	weights[(5 * 2 + 1) * 9 + 0] = 3;
	weights[(6 * 2 + 1) * 9 + 4] = -1;
	const biases = Float32Array.of(0, 0, 0, 0, 0.5, 100, 9.5, -1);
	const { side, values } = convolve(input, toConvolution({ weights, biases }));
	expect(side).toBe(1);
	expect(Array.from(values)).toEqual([0, 0, 0, 0, 0.5, 100 + 2 * 17 + 3 * 2, 0, 0]);
});

test('pooling takes the greatest of 2×2 in each channel, and leaves out the end of an odd side', () => {
	expect(maximumPool(picture).values).toEqual(Float32Array.of(6, 8, 14, 16));
	const odd = {
		side: 3,
		channels: 2,
		values: Float32Array.of(...[1, -4, 5, -3, 99, 99], ...[2, -2, 3, -1, 99, 99], ...[99, 99, 99, 99, 99, 99]),
	};
	expect(maximumPool(odd)).toEqual({ side: 1, channels: 2, values: Float32Array.of(5, -1) });
});

test('the mean of all points, by channel', () => {
	expect(averagePool({ side: 2, channels: 2, values: Float32Array.of(1, 10, 2, 20, 3, 30, 6, 0) })).toEqual(
		Float32Array.of(3, 15),
	);
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
