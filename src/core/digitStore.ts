import { digitPixels } from './image.ts';
import { grown } from './labelRows.ts';

/** Digits by their place, wherever they are kept: of 100,000 they are 78 MB. */
export interface DigitStore {
	/** 784 luma in MNIST's convention; zeros where there is none. */
	get(index: number): Uint8Array;
	/** Keeps a copy. */
	set(index: number, digit: Uint8Array): void;
}

/** @param count about so many there may be */
export function createDigitMemory(count: number): DigitStore {
	let digits = new Uint8Array(count * digitPixels);
	return {
		get: (index) => digits.subarray(index * digitPixels, (index + 1) * digitPixels),
		set(index, digit) {
			digits = grown(digits, (index + 1) * digitPixels);
			digits.set(digit, index * digitPixels);
		},
	};
}
