import { expect, test } from 'vitest';
import { asDigit, digitPixels } from '../../../../src/core/image.ts';
import { classifyDigit, readNetwork } from '../../../../src/models/network/index.ts';
import { problemOf } from '../xgboost/fixtures.ts';
import { safetensorsFile } from './safetensorsFile.ts';

const shapes: Readonly<Record<string, readonly number[]>> = {
	'convolution1.bias': [16],
	'convolution1.weight': [16, 1, 3, 3],
	'convolution2.bias': [32],
	'convolution2.weight': [32, 16, 3, 3],
	'convolution3.bias': [64],
	'convolution3.weight': [64, 32, 3, 3],
	'convolution4.bias': [64],
	'convolution4.weight': [64, 64, 3, 3],
	'linear.bias': [10],
	'linear.weight': [10, 64],
};

/** A file with tensors of these shapes, each with a value that its index gives. */
function networkFile(
	wanted: typeof shapes,
	valueOf: (name: string, index: number) => number,
	metadata: object = { temperature: '1' },
): Uint8Array {
	const values: number[] = [];
	const entries = Object.entries(wanted).map(([name, shape]) => {
		const begin = 4 * values.length;
		const count = shape.reduce((product, length) => product * length, 1);
		values.push(...Array.from({ length: count }, (_, index) => valueOf(name, index)));
		return [name, { dtype: 'F32', shape, data_offsets: [begin, 4 * values.length] }];
	});
	const data = new Uint8Array(Float32Array.from(values).buffer);
	return safetensorsFile({ __metadata__: metadata, ...Object.fromEntries(entries) }, data);
}

const uneven = (name: string, index: number) => Math.sin(index * 7 + name.length) / 4;

test('the last layer alone decides where all others give nothing', () => {
	const bytes = networkFile(shapes, (name, index) => (name === 'linear.bias' && index === 3 ? Math.log(11) : 0));
	const { label, probabilities } = classifyDigit(readNetwork(bytes), asDigit(new Uint8Array(digitPixels)));
	expect(label).toBe(3);
	expect(probabilities.map((value) => value.toFixed(6))).toEqual(
		Array.from({ length: 10 }, (_, index) => (index === 3 ? 0.55 : 0.05).toFixed(6)),
	);
});

test('a higher temperature makes the same label less probable', () => {
	const digit = asDigit(Uint8Array.from({ length: digitPixels }, (_, index) => (index * 31) % 256));
	const [cold, warm] = ['0.5', '2'].map((temperature) =>
		classifyDigit(readNetwork(networkFile(shapes, uneven, { temperature })), digit),
	);
	expect(warm?.label).toBe(cold?.label);
	expect(Math.max(...(warm?.probabilities ?? []))).toBeLessThan(Math.max(...(cold?.probabilities ?? [])));
	for (const one of [cold, warm]) {
		expect(one?.probabilities.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
	}
});

const incomplete = Object.fromEntries(Object.entries(shapes).filter(([name]) => name !== 'convolution3.bias'));

test.each([
	['a layer is missing', networkFile(incomplete, uneven)],
	['a kernel has another size', networkFile({ ...shapes, 'convolution2.weight': [32, 16, 5, 5] }, uneven)],
	['the classes are eleven', networkFile({ ...shapes, 'linear.weight': [11, 64], 'linear.bias': [11] }, uneven)],
	['the temperature is missing', networkFile(shapes, uneven, {})],
	['the temperature is 0', networkFile(shapes, uneven, { temperature: '0' })],
	['the temperature is no number', networkFile(shapes, uneven, { temperature: 'warm' })],
	['the temperature is infinite', networkFile(shapes, uneven, { temperature: 'Infinity' })],
	['it is cut short', networkFile(shapes, uneven).subarray(0, 5000)],
])('a file is refused where %s', (_, bytes) => {
	expect(problemOf(() => readNetwork(bytes))?.code).toBe('modelBroken');
});
