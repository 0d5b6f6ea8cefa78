import { mapArrays } from '../core/mapArrays.ts';

/**
 * Plain data of which the arrays of numbers lie in memory that threads share: where it is sent to one, they are not
 * copied. The original stays as it is.
 */
export function share<Value>(value: Value): Value {
	return mapArrays(value, (array) => {
		const bytes = new Uint8Array(new SharedArrayBuffer(array.byteLength));
		bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
		const Kind = array.constructor as new (buffer: SharedArrayBuffer) => ArrayBufferView;
		return new Kind(bytes.buffer);
	});
}
