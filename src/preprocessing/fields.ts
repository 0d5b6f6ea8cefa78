import { toPixels, type Plane, type Region } from './plane.ts';
import type { Component, LabeledComponents } from './components.ts';

/** How far the line of a field may lean or bend, as a share of the field's side. */
const sideBand = 0.1;

/** The line of a field is seen along so much of a side. */
const seenShare = 0.85;

/** Ends of lines that belong together differ by at most this share of their length. */
const endSlack = 0.06;

/** What is written into a field is at least this share of its height. */
const writtenShare = 0.2;

/** The strokes without the boxes and upright lines of form fields that something is written into. */
export function withoutFields({ all, labels }: LabeledComponents, frame: Plane): Component[] {
	const shorter = Math.min(frame.width, frame.height);
	const large = all.filter(({ box }) => box.height > 0.25 * shorter);
	const bars = large.filter(isUprightLine);
	const fields = large.filter(
		(component) => isFilled(openAbove(component.box), all) && isBox(component, labels, frame.width),
	);
	const fences = bars.filter((bar) =>
		bars.some((other) => bar !== other && areAligned(bar.box, other.box) && isFilled(between(bar.box, other.box), all)),
	);
	return all.filter((component) => !fields.includes(component) && !fences.includes(component));
}

function isUprightLine({ area, outline, box }: Component): boolean {
	return box.width < 0.15 * box.height && (2 * area) / outline < 0.08 * box.height;
}

function areAligned(one: Region, other: Region): boolean {
	const slack = endSlack * Math.max(one.height, other.height) + 1;
	return Math.abs(one.top - other.top) <= slack && Math.abs(one.top + one.height - other.top - other.height) <= slack;
}

function between(one: Region, other: Region): Region {
	const [first, last] = one.left < other.left ? [one, other] : [other, one];
	const left = first.left + first.width;
	return {
		left,
		top: Math.min(one.top, other.top),
		width: last.left - left,
		height: Math.max(one.height, other.height),
	};
}

/** A field of a comb has no upper line, and what is written into it may be higher than its sides. */
function openAbove({ left, top, width, height }: Region): Region {
	return { left, top: top - height, width, height: 2 * height };
}

/** Whether something of a digit's size lies in the box, and does not reach its upper and its lower end. */
function isFilled(field: Region, components: readonly Component[]): boolean {
	return components.some(
		({ box }) =>
			box.left > field.left &&
			box.left + box.width < field.left + field.width &&
			box.top > field.top &&
			box.top + box.height < field.top + field.height &&
			box.height > writtenShare * field.height,
	);
}

/** Whether a stroke runs along at least three sides of its box, which no round 0 does. */
function isBox({ label, area, box }: Component, labels: Int32Array, stride: number): boolean {
	if (area > 0.5 * box.width * box.height) {
		return false;
	}
	const across = toPixels(sideBand * box.width, 2);
	const down = toPixels(sideBand * box.height, 2);
	const isOwn = (x: number, y: number): boolean => labels[(box.top + y) * stride + box.left + x] === label;
	const seen = (length: number, depth: number, at: (along: number, aside: number) => boolean): boolean => {
		let count = 0;
		for (let along = 0; along < length; along++) {
			for (let aside = 0; aside < depth; aside++) {
				if (at(along, aside)) {
					count++;
					break;
				}
			}
		}
		return count >= seenShare * length;
	};
	const sides = [
		seen(box.height, across, (along, aside) => isOwn(aside, along)),
		seen(box.height, across, (along, aside) => isOwn(box.width - 1 - aside, along)),
		seen(box.width, down, (along, aside) => isOwn(along, aside)),
		seen(box.width, down, (along, aside) => isOwn(along, box.height - 1 - aside)),
	];
	return sides.filter((isSeen) => isSeen).length >= 3;
}
