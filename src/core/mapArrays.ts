/** Plain data in which every array of numbers is what `map` makes of it. The original stays as it is. */
export function mapArrays<Value>(value: Value, map: (array: ArrayBufferView) => ArrayBufferView): Value {
	return mapAny(value, map) as Value;
}

function mapAny(value: unknown, map: (array: ArrayBufferView) => ArrayBufferView): unknown {
	if (ArrayBuffer.isView(value)) {
		return map(value);
	}
	if (Array.isArray(value)) {
		return value.map((part) => mapAny(part, map));
	}
	return typeof value === 'object' && value !== null
		? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, mapAny(part, map)]))
		: value;
}
