/**
 * Plain data of which the arrays of numbers lie in memory that threads share: where it is sent to one, they are not
 * copied. The original stays as it is.
 */
export function share<Value>(value: Value): Value {
	return shareAny(value) as Value;
}

function shareAny(value: unknown): unknown {
	if (ArrayBuffer.isView(value)) {
		const bytes = new Uint8Array(new SharedArrayBuffer(value.byteLength));
		bytes.set(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
		const Kind = value.constructor as new (buffer: SharedArrayBuffer) => unknown;
		return new Kind(bytes.buffer);
	}
	if (Array.isArray(value)) {
		return value.map(shareAny);
	}
	return typeof value === 'object' && value !== null
		? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shareAny(part)]))
		: value;
}
