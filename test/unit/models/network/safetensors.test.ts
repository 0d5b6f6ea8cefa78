import { describe, expect, test } from 'vitest';
import { readSafetensors } from '../../../../src/models/network/safetensors.ts';
import { problemOf } from '../xgboost/fixtures.ts';
import { safetensorsFile } from './safetensorsFile.ts';

/** Two tensors as Python's safetensors lays them out: the header is filled up with spaces. */
const python = Buffer.from(
	'c800000000000000' +
		Buffer.from(
			'{"__metadata__":{"temperature":"1.5","made by":"hand"},' +
				'"a":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},' +
				'"b":{"dtype":"F16","shape":[4],"data_offsets":[8,16]}}',
		)
			.toString('hex')
			.padEnd(400, '20') +
		'0000c03f000000c0' +
		'003c00c0ff7b0100',
	'hex',
);

test("a file in Python's layout, wherever it lies in its buffer", () => {
	const { tensors, metadata } = readSafetensors(Buffer.concat([Buffer.alloc(3), python]).subarray(3));
	expect([...metadata]).toEqual([
		['temperature', '1.5'],
		['made by', 'hand'],
	]);
	expect([...tensors]).toEqual([
		['a', { shape: [2, 1], values: Float32Array.of(1.5, -2) }],
		['b', { shape: [4], values: Float32Array.of(1, -2, 65504, 2 ** -24) }],
	]);
});

test('the order of the header does not matter; a shape may be empty, or hold nothing', () => {
	const header = {
		second: { dtype: 'F32', shape: [], data_offsets: [4, 8] },
		nothing: { dtype: 'F32', shape: [3, 0], data_offsets: [4, 4] },
		first: { dtype: 'F32', shape: [1], data_offsets: [0, 4] },
	};
	const { tensors, metadata } = readSafetensors(safetensorsFile(header, new Uint8Array(Float32Array.of(1, 2).buffer)));
	expect(metadata.size).toBe(0);
	expect(tensors.get('first')?.values).toEqual(Float32Array.of(1));
	expect(tensors.get('second')).toEqual({ shape: [], values: Float32Array.of(2) });
	expect(tensors.get('nothing')?.values).toHaveLength(0);
});

test.each([
	['0', 0x0000, 0],
	['-0', 0x8000, -0],
	['the least subnormal', 0x0001, 2 ** -24],
	['the greatest subnormal', 0x03ff, (1023 / 1024) * 2 ** -14],
	['the least normal', 0x0400, 2 ** -14],
	['a third', 0x3555, 0.333251953125],
	['one', 0x3c00, 1],
	['the next after one', 0x3c01, 1 + 2 ** -10],
	['the greatest', 0x7bff, 65504],
	['the least', 0xfbff, -65504],
	['infinity', 0x7c00, Infinity],
	['minus infinity', 0xfc00, -Infinity],
	['no number', 0x7e00, NaN],
])('16 bits: %s', (_, half, value) => {
	const header = { x: { dtype: 'F16', shape: [1], data_offsets: [0, 2] } };
	const file = safetensorsFile(header, Uint8Array.of(half & 0xff, half >> 8));
	expect(readSafetensors(file).tensors.get('x')?.values[0]).toBe(value);
});

describe('what is refused', () => {
	const entry = (begin: unknown, end: unknown, shape: unknown = [1], dtype: unknown = 'F32') => ({
		dtype,
		shape,
		data_offsets: [begin, end],
	});
	const data = new Uint8Array(8);

	test.each<[string, Uint8Array]>([
		['nothing', new Uint8Array()],
		['less than a length', new Uint8Array(7)],
		['a header beyond the file', python.subarray(0, 100)],
		['a header of 2⁶⁴ - 1 bytes', new Uint8Array(20).fill(0xff, 0, 8)],
		['a header of no bytes', new Uint8Array(8)],
		['a header that is no JSON', safetensorsFile('{"a":', data)],
		['a header that is a list', safetensorsFile('[]', data)],
		['a header that is null', safetensorsFile('null', data)],
		['data that are cut short', python.subarray(0, -1)],
		['data behind the last tensor', safetensorsFile({ a: entry(0, 4) }, data)],
		['data behind no tensor', safetensorsFile({}, data)],
		['offsets beyond the data', safetensorsFile({ a: entry(0, 4), b: entry(8, 12) }, data)],
		['tensors that overlap', safetensorsFile({ a: entry(0, 4), b: entry(0, 4) }, data.subarray(4))],
		['tensors that overlap by half', safetensorsFile({ a: entry(0, 8, [2]), b: entry(4, 8) }, data)],
		['a gap between tensors', safetensorsFile({ a: entry(0, 4), b: entry(8, 12) }, new Uint8Array(12))],
		['a gap before the first', safetensorsFile({ a: entry(4, 8) }, data)],
		['fewer bytes than the shape wants', safetensorsFile({ a: entry(0, 8, [3]) }, data)],
		['more bytes than the shape wants', safetensorsFile({ a: entry(0, 8, [3], 'F16') }, data)],
		['offsets the wrong way round', safetensorsFile({ a: entry(8, 0, [2]) }, data)],
		['negative offsets', safetensorsFile({ a: entry(-8, 0, [2]) }, data)],
		['offsets that are texts', safetensorsFile({ a: entry('0', '8', [2]) }, data)],
		['three offsets', safetensorsFile({ a: { ...entry(0, 8, [2]), data_offsets: [0, 8, 8] } }, data)],
		['no offsets', safetensorsFile({ a: { dtype: 'F32', shape: [2] } }, data)],
		['no shape', safetensorsFile({ a: { dtype: 'F32', data_offsets: [0, 8] } }, data)],
		['a shape that is a number', safetensorsFile({ a: entry(0, 8, 2) }, data)],
		['a negative length', safetensorsFile({ a: entry(0, 8, [-1, -2]) }, data)],
		['a fraction of a length', safetensorsFile({ a: entry(0, 8, [0.5, 4]) }, data)],
		['a shape beyond all numbers', safetensorsFile({ a: entry(0, 8, Array(40).fill(2 ** 40)) }, data)],
	])('%s', (_, bytes) => {
		expect(problemOf(() => readSafetensors(bytes))?.code).toBe('modelBroken');
	});

	test.each([
		['another dtype', { a: entry(0, 8, [1], 'F64') }, 'a has the dtype F64'],
		['no dtype', { a: { shape: [2], data_offsets: [0, 8] } }, 'a has the dtype undefined'],
		['no entry', { a: null }, 'a has the dtype undefined'],
	])('%s', (_, header, detail) => {
		expect(problemOf(() => readSafetensors(safetensorsFile(header, data)))).toEqual({
			code: 'modelUnsupported',
			detail,
		});
	});
});
