import { union } from './groups.ts';
import type { Part } from './overSegment.ts';
import type { Region } from './plane.ts';

/** Consecutive parts of a line that may be one digit. */
export interface Segment {
	/** The parts from this one up to, without, `to`. */
	readonly from: number;
	readonly to: number;
	readonly parts: readonly Part[];
	readonly box: Region;
}

export interface SegmentedLine {
	/** How many parts it has, which are numbered from the left. */
	readonly length: number;
	readonly segments: readonly Segment[];
	/** Ranges of parts that are all of one component, so that it may be left out as a whole. */
	readonly components: readonly { readonly from: number; readonly to: number }[];
}

/** All these are shares of the height of the digits. */
const lowest = 0.5;
const widest = 1.6;
const apart = 0.15;

/** The most parts of a digit, unless it is all of a component. */
const mostParts = 6;

/** What may be a digit among the parts of a line. `height` is the digits', in pixels. */
export function segmentLine(unsorted: readonly Part[], height: number): SegmentedLine {
	const middle = ({ box }: Part): number => box.left + box.width / 2;
	const parts = unsorted.toSorted((one, other) => middle(one) - middle(other));
	const counts = new Map<number, number>();
	for (const { component } of parts) {
		counts.set(component, (counts.get(component) ?? 0) + 1);
	}
	const segments: Segment[] = [];
	const components: { from: number; to: number }[] = [];
	for (let from = 0; from < parts.length; from++) {
		const { component } = parts[from] as Part;
		for (let to = from + 1; to <= parts.length; to++) {
			const run = parts.slice(from, to);
			const isWhole = run.length === counts.get(component) && run.every((part) => part.component === component);
			if (isWhole) {
				components.push({ from, to });
			}
			const box = run.map((part) => part.box).reduce(union);
			const isMeasured = box.width <= widest * height && run.length <= mostParts && hangsTogether(run, height);
			if ((isWhole || isMeasured) && box.height > lowest * height) {
				segments.push({ from, to, parts: run, box });
			}
		}
	}
	return { length: parts.length, segments, components };
}

/** Whether there is no gap in it that no digit has. */
function hangsTogether(run: readonly Part[], height: number): boolean {
	const [first, ...others] = run.map(({ box }) => box).sort((one, other) => one.left - other.left) as [
		Region,
		...Region[],
	];
	let right = first.left + first.width;
	for (const { left, width } of others) {
		if (left - right > apart * height) {
			return false;
		}
		right = Math.max(right, left + width);
	}
	return true;
}
