import type { Box } from '../core/normalization.ts';
import type { Component } from './components.ts';
import { alikeGroups, digitHeight, isCutOff, isPenned, isMany, longer, union, type Group } from './groups.ts';
import type { Plane, Region } from './plane.ts';

/** Where in a picture several digits may stand. */
export interface Writing {
	readonly box: Box;
	/** Of the digits, as a share of the picture's height. */
	readonly height: number;
	/** Whether the ink is lighter than its paper. */
	readonly light: boolean;
	/** The contrast from which on its strokes were found; see `Ink`. */
	readonly threshold: number;
	/** Whether it may as well be one digit, for all that is known. */
	readonly isOne: boolean;
}

/** Two digits that touch are mostly so many times as wide as high; a digit may be. */
const narrowestPair = 0.6;

/** What may belong to the writing is at least so high, as a share of its digits, and its ink of so much of their contrast. */
const lowest = 0.4;
const palest = 0.5;

/** Of what may be a digit among others the longer side is so long, and it is so high, as shares of their height. */
const shortest = 0.5;
const flattest = 0.3;

/** Whether there are groups like the first, or this is so wide that it may be several digits that touch. */
export function maybeSeveral(groups: readonly Group[]): boolean {
	const [first] = groups;
	return first !== undefined && (first.box.width > narrowestPair * first.box.height || !isOne(groups));
}

/** Whether the first group may as well be one digit, and is alone. */
export function isOne(groups: readonly Group[]): boolean {
	return alikeGroups(groups).length === 1 && groups.every((group) => !isMany(group));
}

/** How much speaks for a writing: the scores of all that is alike. */
export function weightOf(groups: readonly Group[]): number {
	return alikeGroups(groups).reduce((sum, { score }) => sum + score, 0);
}

/** The part of the picture, in its pixels, in which ink like that of `main` stands. */
export function writingAround(main: Group, components: readonly Component[], frame: Plane): Region {
	const contrast = Math.max(...main.components.map((component) => component.contrast));
	const height = digitHeight(main);
	return components
		.filter(
			(component) =>
				(component.box.height > lowest * height || mayBeDigit(component, height)) &&
				component.box.height < height / lowest &&
				component.contrast > palest * contrast &&
				longer(component.box) > 4 &&
				isPenned(component, frame) &&
				!isCutOff(component, frame),
		)
		.map(({ box }) => box)
		.reduce(union, main.box);
}

/** Whether something is large enough for a digit among others that are so high; a dash is too low for one. */
export function mayBeDigit({ box }: Component, height: number): boolean {
	return longer(box) > shortest * height && box.height > flattest * height;
}
