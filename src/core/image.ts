/**
 * A grayscale picture, the right way up.
 * `pixels` is row-major luma, 0 (black) to 255 (white), exactly `width * height` long.
 */
export interface GrayImage {
	readonly width: number;
	readonly height: number;
	readonly pixels: Uint8Array;
}

/** The side of the picture a model sees, in pixels. */
export const digitSide = 28;

/** The number of features of a model: {@link digitSide} squared. */
export const digitPixels = digitSide * digitSide;

declare const digitBrand: unique symbol;

/**
 * What a model sees: 28×28 luma, row-major, 0..255, in MNIST's convention (white ink on black).
 * Only {@link asDigit} makes one, so that no row of another length can ever be sent: SageMaker's XGBoost
 * container answers `200` and a label to a row that is too short.
 */
export type Digit = Uint8Array & { readonly [digitBrand]: true };

/** @throws RangeError if `pixels` is not 784 long. */
export function asDigit(pixels: Uint8Array): Digit {
	if (pixels.length !== digitPixels) {
		throw new RangeError(`A digit has ${digitPixels} pixels, got: ${pixels.length}`);
	}
	return pixels as Digit;
}

/** Whether two digits have the same pixels. */
export function isSameDigit(one: Digit, other: Digit | undefined): boolean {
	return one.every((value, index) => value === other?.[index]);
}

/**
 * Luma of ITU-R BT.601 in the fixed-point integers of Pillow's `convert("L")`, so that colour pictures
 * give the same gray as in Python. All values are 0..255.
 */
export function luma(red: number, green: number, blue: number): number {
	return (19595 * red + 38470 * green + 7471 * blue + 32768) >> 16;
}
