import type { Component } from './components.ts';

/** All these are shares of the height of the digits. */
const flagGap = 0.25;
const flagWidth = 0.15;
const slashHeight = 1.2;

/** Slashes lean so much at least, as dx / dy. */
const slashLean = 0.25;

/**
 * Whether a small mark is a sign between the digits of a line, such as a comma, a point or a minus, or none of theirs:
 * strokes of digits stand above or below the others, and a five's flag beside them at the top.
 */
export function isSign({ box }: Component, line: readonly Component[], height: number): boolean {
	return line.every((main) => {
		const gapX = Math.max(box.left - main.box.left - main.box.width, main.box.left - box.left - box.width);
		const gapY = Math.max(box.top - main.box.top - main.box.height, main.box.top - box.top - box.height);
		const isOver = -gapX > 0.5 * Math.min(box.width, main.box.width);
		const isFlag =
			box.top + box.height / 2 < main.box.top + 0.35 * main.box.height &&
			box.width > flagWidth * height &&
			gapX < flagGap * height;
		return gapY > flagGap * height || !(isOver || isFlag);
	});
}

/** Whether a mark is a slash, not a 1 or a 7: one straight stroke that leans and reaches beyond the digits. */
export function isSlash({ box, outline }: Component, height: number): boolean {
	const isStraight = outline < 2 * box.height + 1.2 * box.width;
	return box.height > slashHeight * height && box.width > slashLean * box.height && isStraight;
}
