import { scratch } from '../../core/scratch.ts';

/** More than an MCU takes: ten blocks of 64 codes, each with its value of 31 bits at the most. */
const longestMcu = 2560;

/** Of the coded data, so many bytes are there at a time: few enough for a processor's cache. */
const windowSize = 1 << 15;

/** The coded data of a scan without stuffing (T.81, F.1.2.3), up to a marker, a window at a time. */
export class CodedData {
	/** Big-endian, and longer than the window by what can be read past its end before that is seen. */
	readonly view: DataView;
	/** Where the data up to the marker end, in bits of the window; not before the window's end as long as that is unknown. */
	end = 0;
	/** Up to here an MCU can begin, in bits of the window. */
	lastStart = -1;
	/** The code of the marker behind the data; 0 where the file has ended without one. */
	marker: number | undefined;
	private readonly bytes: Uint8Array;
	private size = 0;

	/** @param next where in the file the data go on that are not yet in the window */
	constructor(
		private readonly jpeg: Uint8Array,
		private next: number,
	) {
		this.bytes = scratch(Uint8Array, windowSize + longestMcu);
		this.view = new DataView(this.bytes.buffer, this.bytes.byteOffset, this.bytes.length);
		this.fill();
	}

	/** Brings more data into the window. @returns the position, in bits, as it is from now on */
	moveTo(position: number): number {
		const start = position >>> 3;
		this.bytes.copyWithin(0, start, this.size);
		this.size -= start;
		this.fill();
		return position & 7;
	}

	/** Goes on behind the marker. */
	passMarker(): void {
		this.size = 0;
		this.marker = undefined;
		this.fill();
	}

	private fill(): void {
		const { jpeg, bytes } = this;
		while (this.size < windowSize && this.marker === undefined) {
			const room = jpeg.subarray(this.next, this.next + windowSize - this.size);
			const found = room.indexOf(0xff);
			const piece = found < 0 ? room : room.subarray(0, found);
			bytes.set(piece, this.size);
			this.size += piece.length;
			this.next += piece.length;
			if (found >= 0 || this.next >= jpeg.length) {
				const code = jpeg[this.next + 1];
				this.next += 2;
				if (code === 0) {
					bytes[this.size++] = 0xff;
				} else {
					this.marker = code ?? 0;
				}
			}
		}
		this.end = 8 * this.size;
		this.lastStart = this.marker === undefined ? this.end - 8 * longestMcu : this.end;
	}
}
