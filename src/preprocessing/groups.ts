import type { Region } from './plane.ts';
import type { Component } from './components.ts';

/** Strokes that make one digit. */
export interface Group {
	readonly components: readonly Component[];
	readonly box: Region;
	/** How much it looks like the digit that is meant: its size times its contrast, less what speaks against it. */
	readonly score: number;
	/** The mean width of its strokes, as a share of the longer side of its box. */
	readonly strokeWidth: number;
	/** The share of its box that is ink. */
	readonly filled: number;
}

interface Frame {
	readonly width: number;
	readonly height: number;
}

/** The digits among the strokes of a picture, the one that is meant first; what is too wide for one is perhaps several. */
export function groupComponents(components: readonly Component[], frame: Frame): Group[] {
	const smallest = Math.max(4, 0.04 * Math.min(frame.width, frame.height));
	const groups: Group[] = [];
	let left = components
		.filter((component) => isPenned(component, frame) && !isCutOff(component, frame))
		.sort((one, other) => score([other], frame) - score([one], frame));
	for (;;) {
		const seed = left.find((component) => !isBar(component) && longer(component.box) >= smallest);
		if (seed === undefined) {
			break;
		}
		const members = [seed];
		let box = seed.box;
		let rest = left.filter((component) => component !== seed);
		for (let grown = true; grown;) {
			grown = false;
			const apart: Component[] = [];
			for (const component of rest) {
				if (belongs(component, members, box)) {
					members.push(component);
					box = union(box, component.box);
					grown = true;
				} else {
					apart.push(component);
				}
			}
			rest = apart;
		}
		const area = members.reduce((sum, member) => sum + member.area, 0);
		groups.push({
			components: members,
			box,
			score: score(members, frame),
			strokeWidth: strokeWidth(members, longer(box)),
			filled: area / (box.width * box.height),
		});
		left = rest;
	}
	return groups.sort((one, other) => other.score - one.score);
}

/** No digit is three times as wide as high, or has more strokes that are as high as most of it are. */
const widest = 3;
const mostStrokes = 10;

/** Strokes are so long for their pen, which dots are not, and so high, as a share of the highest. */
const strokeLength = 3;
const strokeHeight = 0.25;

/** Whether a group is too much for one digit: too wide, or of many strokes, as a table's digits that stand close. */
export function isMany(group: Group): boolean {
	return group.box.width > widest * group.box.height || highStrokes(group).length > mostStrokes;
}

/** How high its digits are, in pixels: as the group, or where these are many as most of its strokes. */
export function digitHeight(group: Group): number {
	const strokes = highStrokes(group);
	return strokes.length > mostStrokes ? (strokes[strokes.length >> 1] as number) : group.box.height;
}

/** The heights of all that is no dot or scrap, in order. */
function highStrokes({ components }: Group): number[] {
	const heights = components
		.filter(({ area, outline, box }) => longer(box) > (strokeLength * 2 * area) / outline)
		.map(({ box }) => box.height)
		.sort((one, other) => one - other);
	return heights.filter((height) => height > strokeHeight * (heights.at(-1) as number));
}

/** The first group and those that are about as large and as dark. */
export function alikeGroups(groups: readonly Group[]): Group[] {
	const [first] = groups;
	return groups.filter(
		(group) =>
			first !== undefined &&
			(group === first ||
				(longer(group.box) > 0.5 * longer(first.box) &&
					group.box.height > 0.5 * first.box.height &&
					group.score > 0.15 * first.score)),
	);
}

/** Neither a ruled line nor a blot. */
export function isPenned({ area, outline, box }: Component, { width, height }: Frame): boolean {
	const size = longer(box);
	const slender = Math.min(box.width, box.height) / size;
	const isLying = box.width > box.height && slender < 0.1 && size > 0.3 * Math.min(width, height);
	const roundness = (4 * Math.PI * area) / outline ** 2;
	const isBlot = slender > 0.45 && area > 0.75 * box.width * box.height && roundness > 0.65;
	return area >= 3 && (2 * area) / outline > 0.012 * size && !isLying && !isBlot;
}

/** A bar that lies may be a five's flag, but no digit. */
function isBar({ area, box }: Component): boolean {
	return box.width > box.height && area > 0.75 * box.width * box.height;
}

/** Whether it goes on beyond the picture, as tables, shadows and lines do. */
export function isCutOff({ box, atEdge }: Component, { width, height }: Frame): boolean {
	const slender = Math.min(box.width, box.height) / longer(box);
	const spans = box.width > 0.95 * width || box.height > 0.95 * height;
	const edge = atEdge / Math.min(width, height);
	return (spans && (slender < 0.1 || edge > 0.2)) || edge >= 0.5;
}

/** Whether it could be a digit that the picture was cropped to: one that touches the edge, but does not line it as a table does. */
export function fillsFrame(component: Component, frame: Frame): boolean {
	const size = longer(component.box);
	return (
		isPenned(component, frame) &&
		!isBar(component) &&
		isCutOff(component, frame) &&
		size > 0.9 * Math.min(frame.width, frame.height) &&
		component.atEdge < 0.4 * component.outline &&
		(2 * component.area) / component.outline > 0.05 * size
	);
}

/** Whether a stroke that touches the edge may be the digit, and the group only a part of it or the paper in its loop. */
export function outweighs(component: Component, group: Group | undefined, frame: Frame): boolean {
	const area = group?.components.reduce((sum, member) => sum + member.area, 0) ?? 0;
	return component.atEdge > 0 && component.area > 2 * area && isPenned(component, frame) && !isCutOff(component, frame);
}

/** Large and dark is what is meant: ruled lines are large, but pale. */
function score(components: readonly Component[], frame: Frame): number {
	const box = components.map((component) => component.box).reduce(union);
	const total = (value: (component: Component) => number): number =>
		components.reduce((sum, component) => sum + value(component), 0);
	const area = total((component) => component.area);
	const contrast = total((component) => component.area * component.contrast) / area;
	const outline = total((component) => component.outline);
	const size = longer(box);
	// A blot is as wide as long, or fills its box. Large strokes count most: specks around one must not hide it.
	const filled = Math.min(box.width, box.height) > 0.4 * size ? area / (box.width * box.height) : 0;
	const blot = falling(strokeWidth(components, size), 0.22, 0.32) * falling(filled, 0.6, 0.75);
	// What the picture's edge cuts off is rarely what is meant.
	const atEdge = total((component) => component.atEdge);
	const edge = falling(atEdge / Math.min(frame.width, frame.height), 0, 0.25) * falling(atEdge / outline, 0.03, 0.2);
	return size * contrast ** 2 * blot * edge;
}

/** The mean over the ink of its strokes' widths, as a share of `size`. */
function strokeWidth(components: readonly Component[], size: number): number {
	const area = components.reduce((sum, component) => sum + component.area, 0);
	return components.reduce((sum, component) => sum + (2 * component.area ** 2) / component.outline, 0) / area / size;
}

/** 1 up to `from`, nearly 0 from `to` on. */
function falling(value: number, from: number, to: number): number {
	return Math.min(1, Math.max(0.03, (to - value) / (to - from)));
}

/** Whether a stroke is a part of the digit, such as a five's flag. */
function belongs(component: Component, members: readonly Component[], box: Region): boolean {
	const [main] = members as [Component, ...Component[]];
	if (component.area < 0.01 * main.area || component.contrast < 0.6 * main.contrast) {
		return false;
	}
	const size = Math.max(longer(box), box.height);
	const gap = Math.max(
		gapAlong(component.box.left, component.box.width, box.left, box.width),
		gapAlong(component.box.top, component.box.height, box.top, box.height),
	);
	const beside = gapAlong(component.box.left, component.box.width, box.left, box.width) > 0;
	const small = longer(component.box) < 0.6 * size;
	const isFlag =
		!beside &&
		component.box.width > component.box.height &&
		component.box.top < box.top &&
		component.box.width < 1.2 * box.width &&
		component.area > 0.08 * main.area;
	if (gap <= 0.04 * size) {
		return true;
	}
	return gap <= (isFlag ? 0.25 : small ? 0.2 : beside ? 0.05 : 0.15) * size && component.area > 0.03 * main.area;
}

function gapAlong(start: number, length: number, otherStart: number, otherLength: number): number {
	return Math.max(start - otherStart - otherLength, otherStart - start - length);
}

/** The longer side of a box, in pixels. */
export function longer({ width, height }: Region): number {
	return Math.max(width, height);
}

/** The smallest box around both. */
export function union(one: Region, other: Region): Region {
	const left = Math.min(one.left, other.left);
	const top = Math.min(one.top, other.top);
	const right = Math.max(one.left + one.width, other.left + other.width);
	const bottom = Math.max(one.top + one.height, other.top + other.height);
	return { left, top, width: right - left, height: bottom - top };
}
