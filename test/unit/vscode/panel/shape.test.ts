import { expect, test } from 'vitest';
import {
	arrayOf,
	either,
	isBytes,
	isFinite,
	isIndex,
	isString,
	object,
	oneOf,
	type Shape,
} from '../../../../src/vscode/panel/shape.ts';

const act = object({ id: oneOf('retry', 'cancel') }, { index: isIndex });

test.each<[string, Shape<unknown>, unknown, boolean]>([
	['text', isString, 'a', true],
	['a number as text', isString, 1, false],
	['a number', isFinite, -0.5, true],
	['no number', isFinite, Number.NaN, false],
	['an index', isIndex, 0, true],
	['an index before the first', isIndex, -1, false],
	['an index between two', isIndex, 1.5, false],
	['an index as text', isIndex, '1', false],
	['a list', arrayOf(isIndex), [1, 2], true],
	['a list with one that is wrong', arrayOf(isIndex), [1, '2'], false],
	['bytes', isBytes, Uint8Array.of(1), true],
	['bytes as numbers', isBytes, [1], false],
	['what looks like bytes', isBytes, { length: 1, 0: 1 }, false],
	['bytes that others can change', isBytes, new Uint8Array(new SharedArrayBuffer(1)), false],
	['the one', either(isString, isIndex), 'a', true],
	['the other', either(isString, isIndex), 1, true],
	['neither', either(isString, isIndex), -1, false],
	['no list', arrayOf(isIndex), { length: 0 }, false],
	['a hole in a list', arrayOf(isIndex), new Array(2), false],
	['an object', act, { id: 'retry', index: 3 }, true],
	['without what may lack', act, { id: 'retry' }, true],
	['with what is not looked at', act, { id: 'retry', more: 1 }, true],
	['without what must be there', act, { index: 3 }, false],
	['with an optional field that is wrong', act, { id: 'retry', index: 'x' }, false],
	['with a value that is none of them', act, { id: 'format' }, false],
	['with a field that it has inherited', act, Object.create({ id: 'retry' }), false],
	['nothing', act, null, false],
	['text for an object', act, 'retry', false],
])('%s', (_, shape, value, expected) => {
	expect(shape(value)).toBe(expected);
});
