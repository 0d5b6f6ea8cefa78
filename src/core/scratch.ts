import { mapArrays } from './mapArrays.ts';

/**
 * Arrays that nobody needs once a picture's digits are found. A thread that prepares one picture after the other takes
 * them from one room each time. As garbage they would lie about until V8 looks for it, which buffers make it do for each
 * 32 MB alone, and `malloc` would keep what was theirs when the thread is long gone.
 */
let room: ArrayBuffer | undefined;

/** Bytes from the room's start on. */
let taken = 0;

/** In bytes, for whatever kind of array. */
const alignment = 8;

/**
 * From now on scratch arrays lie in this room, as far as it reaches, and what was taken from it before is lost. Without
 * a room they are arrays like all others.
 */
export function useScratchRoom(buffer: ArrayBuffer): void {
	room = buffer;
	taken = 0;
}

interface ArrayKind<Values> {
	readonly BYTES_PER_ELEMENT: number;
	new (length: number): Values;
	new (buffer: ArrayBuffer, byteOffset: number, length: number): Values;
}

/** An array of zeros. */
export function scratch<Values extends { fill(value: number): unknown }>(
	Kind: ArrayKind<Values>,
	length: number,
): Values {
	const start = taken;
	const end = start + length * Kind.BYTES_PER_ELEMENT;
	if (room === undefined || end > room.byteLength) {
		return new Kind(length);
	}
	taken = Math.ceil(end / alignment) * alignment;
	const values = new Kind(room, start, length);
	values.fill(0);
	return values;
}

/** Runs `work`, and takes back all scratch memory that it took: what is to stay was taken before. */
export function takingBack(work: () => void): void {
	const before = taken;
	work();
	taken = before;
}

export function scratchCopy<Values extends Float32Array | Uint8Array>(values: Values): Values {
	const copy = scratch(values.constructor as unknown as ArrayKind<Values>, values.length);
	copy.set(values);
	return copy;
}

/** Plain data with arrays of their own in place of those that lie in the room. */
export function outOfScratch<Value>(value: Value): Value {
	return mapArrays(value, (array) => (array.buffer === room ? (array as Uint8Array).slice() : array));
}
