import { expect, test } from 'vitest';
import { share } from '../../../src/modelWorker/share.ts';

test('arrays of numbers lie in shared memory, with the same values; all else is as it was', () => {
	const part = new Float32Array([9, 0.5, NaN, 9]).subarray(1, 3);
	const value = { name: 'a', none: undefined, list: [1, { part }], bytes: Uint8Array.of(1, 2) };
	const shared = share(value);
	expect(shared).toEqual(value);
	expect(shared.bytes.buffer).toBeInstanceOf(SharedArrayBuffer);
	expect(part.buffer).toBeInstanceOf(ArrayBuffer);
	// What is sent is the same memory.
	structuredClone(shared).bytes[0] = 7;
	expect([shared.bytes[0], value.bytes[0]]).toEqual([7, 1]);
});
