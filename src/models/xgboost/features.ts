import type { PixelRange } from '../../core/csv.ts';
import { digitPixels, type Digit } from '../../core/image.ts';
import type { XgboostModel } from './model.ts';

/** How a model's row lies to the pixels. */
export interface FeatureLayout {
	/** The value that was missing in training, such as 0 in sparse rows. */
	readonly missing?: number | undefined;
	/** The feature of the first pixel; 1 after training on libsvm files that count from 1. Default: 0. */
	readonly featureOffset?: number | undefined;
	/** The row's length: pixels beyond it are left out, features without a pixel are missing. Default: 784. */
	readonly featureCount?: number | undefined;
	/** The value of each pixel value; see {@link levelsOf}. Default: {@link pixelLevels}. */
	readonly levels?: Float32Array | undefined;
}

/** A digit as a model's row: the 32-bit floats that XGBoost makes of the CSV row with the same range; NaN is missing. */
export function toFeatures(digit: Digit, range: PixelRange = '0-1', layout: FeatureLayout = {}): Float32Array {
	const { missing, featureOffset = 0, featureCount = digitPixels, levels = pixelLevels(range) } = layout;
	const features = new Float32Array(featureCount).fill(NaN);
	for (let pixel = 0; pixel < digitPixels && pixel + featureOffset < featureCount; pixel++) {
		const value = levels[digit[pixel] as number] as number;
		features[pixel + featureOffset] = value === missing ? NaN : value;
	}
	return features;
}

/** The 256 values that pixels may have. */
function pixelLevels(range: PixelRange): Float32Array {
	return Float32Array.from({ length: 256 }, (_, pixel) => (range === '0-1' ? pixel / 255 : pixel));
}

/** How far a value may be from its text of six digits, as libsvm files have it, in shares of it. */
const textTolerance = 5e-6;

/**
 * The values that pixels had where the model was trained: where a threshold is a little above one, as rounded in a
 * text, the value was the threshold, for thresholds are values of the training rows.
 */
export function levelsOf({ forest }: XgboostModel, range: PixelRange = '0-1'): Float32Array {
	const thresholds = forest.splits.thresholds.toSorted();
	let next = 0;
	return pixelLevels(range).map((level) => {
		while (next < thresholds.length && (thresholds[next] as number) <= level) {
			next++;
		}
		const above = thresholds[next];
		return above !== undefined && above - level < textTolerance * level ? above : level;
	});
}
