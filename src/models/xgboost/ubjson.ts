import { modelBroken } from '../problems.ts';

/** What UBJSON holds. */
export type UbjsonValue = null | boolean | number | string | UbjsonValue[] | PackedNumbers | UbjsonObject;

export interface UbjsonObject {
	readonly [key: string]: UbjsonValue;
}

/** The number types and their sizes in bytes; XGBoost takes `C` (a character) for a number too. */
const numberSizes = { i: 1, U: 1, C: 1, I: 2, l: 4, L: 8, d: 4, D: 8 } as const;

type NumberMarker = keyof typeof numberSizes;

function getNumber(view: DataView, marker: NumberMarker, at: number): number {
	switch (marker) {
		case 'l':
			return view.getInt32(at);
		case 'd':
			return view.getFloat32(at);
		case 'U':
		case 'C':
			return view.getUint8(at);
		case 'i':
			return view.getInt8(at);
		case 'I':
			return view.getInt16(at);
		case 'L':
			// Exact up to 2 ** 53, far above any count or index in a file that fits into memory.
			return view.getInt32(at) * 2 ** 32 + view.getUint32(at + 4);
		case 'D':
			return view.getFloat64(at);
	}
}

/** A strongly typed array, left in the file: half of a model's numbers are statistics that prediction never reads. */
export class PackedNumbers {
	constructor(
		private readonly view: DataView,
		private readonly marker: NumberMarker,
		private readonly offset: number,
		readonly length: number,
	) {}

	/** `index` from 0 to below `length`. */
	at(index: number): number {
		return getNumber(this.view, this.marker, this.offset + numberSizes[this.marker] * index);
	}
}

/** A model's own nesting is eight deep. */
const maximumDepth = 32;

/**
 * Reads Universal Binary JSON (draft 12, <https://ubjson.org>) as far as XGBoost writes it: numbers are
 * big-endian; arrays may be counted or strongly typed, objects are neither.
 * What it allocates is bounded by the length of `bytes`.
 * @throws ProblemError `modelBroken`
 */
export function readUbjson(bytes: Uint8Array): UbjsonValue {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const decoder = new TextDecoder();
	let position = 0;

	/** Moves on by `length` bytes and gives the position before. */
	function take(length: number): number {
		if (length > bytes.length - position) {
			throw modelBroken(`UBJSON ends early: ${length} more bytes wanted at ${position} of ${bytes.length}`);
		}
		position += length;
		return position - length;
	}

	function takeMarker(): string {
		return String.fromCharCode(view.getUint8(take(1)));
	}

	function peekMarker(): string {
		return position < bytes.length ? String.fromCharCode(view.getUint8(position)) : '';
	}

	function takeNumber(marker: NumberMarker): number {
		return getNumber(view, marker, take(numberSizes[marker]));
	}

	/** A length in bytes or elements; no element takes less than one byte, so no sound one is above what is left. */
	function takeLength(): number {
		const at = position;
		const marker = takeMarker();
		const length = isNumberMarker(marker) ? takeNumber(marker) : NaN;
		if (!Number.isInteger(length) || length < 0 || length > bytes.length - position) {
			throw modelBroken(`UBJSON has an impossible length at ${at}`);
		}
		return length;
	}

	function takeString(): string {
		const length = takeLength();
		const start = take(length);
		return decoder.decode(bytes.subarray(start, start + length));
	}

	function takeArray(depth: number): UbjsonValue[] | PackedNumbers {
		let type: string | undefined;
		if (peekMarker() === '$') {
			take(1);
			type = takeMarker();
		}
		const values: UbjsonValue[] = [];
		if (peekMarker() === '#') {
			take(1);
			const length = takeLength();
			if (type !== undefined) {
				if (!isNumberMarker(type)) {
					throw modelBroken(`UBJSON has an array of unknown type before ${position}`);
				}
				return new PackedNumbers(view, type, take(length * numberSizes[type]), length);
			}
			for (let index = 0; index < length; index++) {
				values.push(takeValue(depth));
			}
			return values;
		}
		if (type !== undefined) {
			throw modelBroken(`UBJSON has a typed array without a length at ${position}`);
		}
		while (peekMarker() !== ']') {
			values.push(takeValue(depth));
		}
		take(1);
		return values;
	}

	function takeObject(depth: number): UbjsonObject {
		const object: Record<string, UbjsonValue> = {};
		while (peekMarker() !== '}') {
			const key = takeString();
			if (key === '__proto__') {
				throw modelBroken(`UBJSON has an impossible key before ${position}`);
			}
			object[key] = takeValue(depth);
		}
		take(1);
		return object;
	}

	function takeValue(depth: number): UbjsonValue {
		if (depth > maximumDepth) {
			throw modelBroken(`UBJSON is nested more than ${maximumDepth} deep at ${position}`);
		}
		const at = position;
		const marker = takeMarker();
		switch (marker) {
			case '{':
				return takeObject(depth + 1);
			case '[':
				return takeArray(depth + 1);
			case 'S':
				return takeString();
			case 'T':
				return true;
			case 'F':
				return false;
			case 'Z':
				return null;
			default:
				if (isNumberMarker(marker)) {
					return takeNumber(marker);
				}
				throw modelBroken(`UBJSON has an unknown marker at ${at}`);
		}
	}

	return takeValue(0);
}

function isNumberMarker(marker: string): marker is NumberMarker {
	return Object.hasOwn(numberSizes, marker);
}
