import { digitSide, type Digit } from '../../src/core/image.ts';

/** How many times as long as wide a bar is at least: nine of ten 1s of MNIST are, and hardly another digit. */
const slimness = 3;

/** Whether the ink is a bar, upright or less than 45° aslant: by its moments of second order, as of an ellipse. */
export function isUprightBar(digit: Digit): boolean {
	const mass = moment(digit, () => 1);
	const middleX = moment(digit, (x) => x) / mass;
	const middleY = moment(digit, (_, y) => y) / mass;
	const across = moment(digit, (x) => (x - middleX) ** 2);
	const down = moment(digit, (_, y) => (y - middleY) ** 2);
	const mixed = moment(digit, (x, y) => (x - middleX) * (y - middleY));
	const spread = Math.hypot(across - down, 2 * mixed);
	const length = across + down + spread;
	const width = across + down - spread;
	return down > across && length > slimness ** 2 * width;
}

/** The sum over the pixels of what `weigh` gives, times the ink. */
function moment(digit: Digit, weigh: (x: number, y: number) => number): number {
	return digit.reduce((sum, ink, index) => sum + ink * weigh(index % digitSide, Math.floor(index / digitSide)), 0);
}
