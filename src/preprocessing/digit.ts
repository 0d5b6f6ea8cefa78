import { asDigit, digitSide, type Digit } from '../core/image.ts';
import { offsetOutline } from './morphology.ts';
import { greatest, pad, quantile, toPixels, type Plane, type Region } from './plane.ts';
import { resample } from './resize.ts';

/** MNIST fits digits into a box of this side, in pixels. */
const boxSide = 20;

/** Strokes are thickened and thinned with so many samples per pixel of the digit. */
const fineness = 6;

/** Mean widths of the strokes, in pixels, between which 90 % of MNIST's training digits lie. */
const thinnest = 1.9;
const thickest = 3.6;

/** The digit's own pixels may be fainter than this where its outline ends, 0..1. */
const outlineLevel = 0.12;

/**
 * The way MNIST was made (LeCun et al. 1998, "Gradient-based learning applied to document recognition", III A):
 * the crop's ink, 0..1, is fitted into 20×20 with its aspect kept and antialiased, and the centre of its mass
 * put into the centre of 28×28. Pens much thinner or thicker than MNIST's are brought to its range before.
 */
export function toDigit(crop: Plane): Digit {
	const box = outline(crop);
	const scale = boxSide / Math.max(box.width, box.height);
	const width = scale * strokeWidth(crop);
	const wanted = Math.min(thickest, Math.max(thinnest, width));
	if (wanted === width) {
		return center(fit(crop, box));
	}
	const padded = pad(crop, Math.ceil(thickest / scale), 0, box);
	const fine = resample(
		padded,
		{ left: 0, top: 0, width: padded.width, height: padded.height },
		toPixels(padded.width * scale * fineness),
		toPixels(padded.height * scale * fineness),
	);
	const moved = offsetOutline(fine, ((wanted - width) / 2) * fineness);
	const movedBox = outline(moved);
	// Where much of the ink is a pale wash, the mean says little of the strokes, and thinned by it they may be gone.
	return center(movedBox.width > 0 ? fit(moved, movedBox) : fit(crop, box));
}

/** The same with the pen as it is, and the part of the crop's plane that the 28×28 show. */
export function fitDigit(crop: Plane): { digit: Digit; shown: Region } {
	const box = outline(crop);
	const fitted = fit(crop, box);
	const { left, top } = placeOf(fitted);
	const step = stepOf(box);
	const shown = {
		left: box.left + (box.width - fitted.width * step) / 2 - left * step,
		top: box.top + (box.height - fitted.height * step) / 2 - top * step,
		width: digitSide * step,
		height: digitSide * step,
	};
	return { digit: center(fitted), shown };
}

/**
 * The mean width of the strokes, in pixels: their area by half their outline's length, which is the total
 * variation, by the coarea formula. Strokes end where the plane does.
 */
function strokeWidth({ width, height, values }: Plane): number {
	let area = 0;
	let variation = 0;
	const at = (x: number, y: number): number =>
		x >= 0 && x < width && y >= 0 && y < height ? (values[y * width + x] as number) : 0;
	for (let y = -1; y < height; y++) {
		for (let x = -1; x < width; x++) {
			const value = at(x, y);
			area += value;
			const across = at(x + 1, y) - value;
			const down = at(x, y + 1) - value;
			variation += Math.sqrt(across * across + down * down);
		}
	}
	return variation === 0 ? 0 : (2 * area) / variation;
}

/** The smallest box around what has at least `level`; 0 or less wide where nothing has. */
export function outline(
	{ width, height, values }: Omit<Plane, 'values'> & { readonly values: ArrayLike<number> },
	level = outlineLevel,
): Region {
	let [left, right, top, bottom] = [width, -1, height, -1];
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			if ((values[y * width + x] as number) >= level) {
				left = Math.min(left, x);
				right = Math.max(right, x);
				top = Math.min(top, y);
				bottom = y;
			}
		}
	}
	return { left, top, width: right - left + 1, height: bottom - top + 1 };
}

/** How much of the plane becomes one pixel. */
function stepOf(box: Region): number {
	return Math.max(box.width, box.height) / boxSide;
}

function fit(plane: Plane, box: Region): Plane {
	const step = stepOf(box);
	const width = toPixels(box.width / step);
	const height = toPixels(box.height / step);
	const left = box.left + (box.width - width * step) / 2;
	const top = box.top + (box.height - height * step) / 2;
	return resample(plane, { left, top, width: width * step, height: height * step }, width, height, 'area');
}

/** Where in the 28×28 its upper left corner comes. */
function placeOf({ width, height, values }: Plane): { left: number; top: number } {
	let [mass, massX, massY] = [0, 0, 0];
	for (const [index, value] of values.entries()) {
		const x = index % width;
		mass += value;
		massX += value * x;
		massY += value * ((index - x) / width);
	}
	// In MNIST the centre is the pixel (14, 14), not the corner where the four middle pixels meet.
	const place = (moment: number, length: number): number =>
		Math.min(digitSide - length, Math.max(0, Math.round(digitSide / 2 - moment / mass)));
	return { left: place(massX, width), top: place(massY, height) };
}

function center(plane: Plane): Digit {
	const { width, values } = plane;
	const { left, top } = placeOf(plane);
	// Thin strokes have become pale by the reduction; MNIST's never are.
	const full = Math.min(
		greatest(values),
		Math.max(
			0.3,
			quantile(
				values.filter((value) => value > 0.25),
				0.8,
				1,
			),
		),
	);
	const pixels = new Uint8Array(digitSide * digitSide);
	for (const [index, value] of values.entries()) {
		const x = index % width;
		pixels[(top + (index - x) / width) * digitSide + left + x] = Math.round(255 * Math.min(1, value / full));
	}
	return asDigit(pixels);
}
