import type { GrayImage } from '../../src/core/image.ts';
import type { Box } from '../../src/core/normalization.ts';
import type { Segment } from '../../src/preprocessing/segmentLine.ts';
import type { SegmentedWriting } from '../../src/preprocessing/segmentWriting.ts';

/** A picture and whose ink is where: see `OwnedNumber`. */
interface OwnedImage {
	readonly image: GrayImage;
	readonly owners: Uint8Array;
	/** How many digits it has. */
	readonly digits: number;
}

/** Whose ink something is. */
export interface OwnedInk {
	/** The digit of which it has most. */
	readonly main: number;
	/** The share of this digit that it has, 0..1. */
	readonly covered: number;
	/** The share of it that is other digits', 0..1. */
	readonly foreign: number;
}

/** For each segment. */
export function inkOfSegments(
	segments: readonly Segment[],
	{ ink, labels, region }: SegmentedWriting,
	{ image, owners, digits }: OwnedImage,
): OwnedInk[] {
	const ofPart = new Map<number, Float64Array>();
	const { width, height } = ink.contrast;
	for (let y = 0, index = 0; y < height; y++) {
		const fromY = Math.floor(region.top + ((y + 0.5) * region.height) / height);
		for (let x = 0; x < width; x++, index++) {
			const label = labels[index] as number;
			const owner = owners[
				fromY * image.width + Math.floor(region.left + ((x + 0.5) * region.width) / width)
			] as number;
			if (label > 0 && owner > 0) {
				const pixels = ofPart.get(label) ?? new Float64Array(digits);
				pixels[owner - 1] = (pixels[owner - 1] as number) + 1;
				ofPart.set(label, pixels);
			}
		}
	}
	const all = sum([...ofPart.values()], digits);
	return segments.map(({ parts }) => {
		const own = parts.flatMap(({ label }) => ofPart.get(label) ?? []);
		return toOwnedInk(sum(own, digits), all);
	});
}

/** Of all ink in the box. */
export function inkOfBox({ left, top, width, height }: Box, { image, owners, digits }: OwnedImage): OwnedInk {
	const own = new Float64Array(digits);
	const all = new Float64Array(digits);
	for (const [index, owner] of owners.entries()) {
		if (owner > 0) {
			const x = ((index % image.width) + 0.5) / image.width;
			const y = (Math.floor(index / image.width) + 0.5) / image.height;
			const isInside = x >= left && x <= left + width && y >= top && y <= top + height;
			own[owner - 1] = (own[owner - 1] as number) + (isInside ? 1 : 0);
			all[owner - 1] = (all[owner - 1] as number) + 1;
		}
	}
	return toOwnedInk(own, all);
}

function toOwnedInk(own: Float64Array, all: Float64Array): OwnedInk {
	const total = own.reduce((sum, value) => sum + value, 0);
	const main = own.indexOf(Math.max(...own));
	const most = own[main] as number;
	return { main, covered: most / Math.max(1, all[main] as number), foreign: 1 - most / Math.max(1, total) };
}

function sum(counts: readonly Float64Array[], digits: number): Float64Array {
	return Float64Array.from({ length: digits }, (_, digit) =>
		counts.reduce((total, pixels) => total + (pixels[digit] as number), 0),
	);
}
