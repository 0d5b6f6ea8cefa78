import { expect, test } from 'vitest';
import { predict, readXgboostModel } from '../../../../src/models/xgboost/index.ts';
import { PackedNumbers, readUbjson, type UbjsonValue } from '../../../../src/models/xgboost/ubjson.ts';
import { problemOf, readFixture } from './fixtures.ts';

/** Bytes, from characters and byte values. */
function bytesOf(...parts: (string | number)[]): Uint8Array {
	return Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part)] : [part])));
}

function unpacked(value: UbjsonValue): unknown {
	return value instanceof PackedNumbers ? Array.from({ length: value.length }, (_, index) => value.at(index)) : value;
}

const values: [content: Uint8Array, value: unknown][] = [
	[bytesOf('Z'), null],
	[bytesOf('T'), true],
	[bytesOf('F'), false],
	[bytesOf('i', 0xff), -1],
	[bytesOf('U', 0xff), 255],
	[bytesOf('I', 0x80, 0), -32768],
	[bytesOf('l', 0xff, 0xff, 0xff, 0xfe), -2],
	[bytesOf('L', 0, 0, 0, 1, 0, 0, 0, 2), 2 ** 32 + 2],
	[bytesOf('L', 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff), -1],
	[bytesOf('d', 0x3f, 0xc0, 0, 0), 1.5],
	[bytesOf('D', 0x3f, 0xf8, 0, 0, 0, 0, 0, 0), 1.5],
	[bytesOf('SL', 0, 0, 0, 0, 0, 0, 0, 3, 'é!'), 'é!'],
	[bytesOf('[Ti', 5, ']'), [true, 5]],
	[bytesOf('[#i', 2, 'i', 1, 'i', 2), [1, 2]],
	[bytesOf('[$l#i', 2, 0, 0, 1, 0, 0xff, 0xff, 0xff, 0xff), [256, -1]],
	[bytesOf('[$d#i', 1, 0x3f, 0xc0, 0, 0), [1.5]],
	[bytesOf('{i', 1, 'a{i', 1, 'bT}}'), { a: { b: true } }],
];

test.each(values)('%s is read', (content, value) => {
	expect(unpacked(readUbjson(content))).toEqual(value);
});

const endless = bytesOf(0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff);

test.each([
	['nothing', bytesOf()],
	['an unknown marker', bytesOf('?')],
	['a number that ends early', bytesOf('l', 0, 0)],
	['a text longer than the file', bytesOf('SL', ...endless)],
	['a text of negative length', bytesOf('Si', 0xff)],
	['a text of fractional length', bytesOf('Sd', 0x3f, 0, 0, 0)],
	['an array longer than the file', bytesOf('[#L', ...endless)],
	['a typed array longer than the file', bytesOf('[$d#L', ...endless)],
	['a typed array that is cut short', bytesOf('[$d#i', 2, 0, 0, 0, 0)],
	['a typed array without a length', bytesOf('[$di', 2)],
	['an array of unknown type', bytesOf('[$?#i', 1)],
	['an array without an end', bytesOf('[TT')],
	['an object without an end', bytesOf('{i', 1, 'aT')],
	['an object with a prototype', bytesOf('{i', 9, '__proto__T}')],
	['a very deep array', bytesOf('['.repeat(100_000))],
	['a very deep object', bytesOf(...Array.from({ length: 10_000 }, () => ['{i', 1, 'a']).flat())],
])('%s is broken', (_, content) => {
	expect(problemOf(() => readUbjson(content))?.code).toBe('modelBroken');
});

test('a model cut short anywhere is broken', () => {
	const content = readFixture('logistic.ubj');
	for (let length = 0; length < content.length; length++) {
		const code = problemOf(() => readXgboostModel(content.subarray(0, length)))?.code;
		// The first byte alone could be the start of anything.
		expect([length, code]).toEqual([length, 'modelBroken']);
	}
});

test('a model with any one byte changed is read or refused', () => {
	const content = Uint8Array.from(readFixture('logistic.ubj'));
	const row = new Float32Array(5);
	let refused = 0;
	for (const [index, byte] of content.entries()) {
		content[index] = byte ^ (1 << (index % 8));
		const problem = problemOf(() => {
			const model = readXgboostModel(content);
			if (model.featureCount === row.length) {
				predict(model, row);
			}
		});
		refused += problem === undefined ? 0 : 1;
		content[index] = byte;
	}
	expect(refused).toBeGreaterThan(content.length / 10);
});
