import { closeSync, constants, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DigitStore } from '../../core/digitStore.ts';
import { digitPixels } from '../../core/image.ts';

/** How many digits that follow each other are written at a time. */
const mostPending = 256;

/**
 * Digits in a file of this machine, one after the other. It is open no longer than for each reading and writing, so that
 * nobody has to close it, and both hold the thread for less than a millisecond.
 */
export class DigitFile implements DigitStore {
	private readonly pending = new Uint8Array(mostPending * digitPixels);
	private first = 0;
	private count = 0;

	/** @param path its folder is made when the first digits are written */
	constructor(private readonly path: string) {}

	get(index: number): Uint8Array {
		const digit = new Uint8Array(digitPixels);
		const place = index - this.first;
		if (place >= 0 && place < this.count) {
			digit.set(this.pending.subarray(place * digitPixels, (place + 1) * digitPixels));
			return digit;
		}
		try {
			const file = openSync(this.path, 'r');
			try {
				readSync(file, digit, 0, digitPixels, index * digitPixels);
			} finally {
				closeSync(file);
			}
		} catch {
			// Nothing has been written, or the file was removed: there is nothing to see of it.
		}
		return digit;
	}

	set(index: number, digit: Uint8Array): void {
		if (index !== this.first + this.count || this.count === mostPending) {
			try {
				this.flush();
			} catch {
				// Saving the run says that it cannot be written; its answers are there all the same.
				this.count = 0;
			}
			this.first = index;
		}
		this.pending.set(digit, this.count * digitPixels);
		this.count += 1;
	}

	/** Writes what has yet to be. @throws Error where that cannot be */
	flush(): void {
		if (this.count === 0) {
			return;
		}
		mkdirSync(dirname(this.path), { recursive: true });
		// Neither emptied nor appended to.
		const file = openSync(this.path, constants.O_CREAT | constants.O_WRONLY);
		try {
			writeSync(file, this.pending, 0, this.count * digitPixels, this.first * digitPixels);
		} finally {
			closeSync(file);
		}
		this.count = 0;
	}
}
