import type { GrayImage } from '../core/image.ts';
import { alone } from '../core/ports.ts';
import type { Normalized, Preprocessing } from '../core/normalization.ts';
import { analyze } from '../preprocessing/normalize.ts';
import { readNumber } from '../preprocessing/readNumber.ts';
import { minimumSideForNumber } from '../preprocessing/segmentWriting.ts';

/** The same picture, its shorter side at least so many pixels long where the file has as many. */
export type DecodeFiner = (minimumSide: number) => Promise<GrayImage>;

export interface ReadOptions {
	/** See {@link analyze}. */
	readonly steps: boolean;
	readonly decodeFiner: DecodeFiner;
}

/** Above this score, ink that hangs together stays one digit, though it is wide enough for two. */
const surelyOne = 1;

/**
 * One digit, unless there are several: then all of them. The network that tells is loaded when the ink first says that
 * there may be.
 * @throws ProblemError as `normalize`
 */
export async function readDigits(
	image: GrayImage,
	preprocessing: Preprocessing,
	{ steps, decodeFiner }: ReadOptions,
): Promise<Normalized> {
	const analysis = analyze(image, preprocessing, steps);
	if ('digits' in analysis) {
		return analysis;
	}
	const { writing } = analysis;
	if (!writing) {
		return analysis.toDigit();
	}
	const { scoreDigits } = await import('../models/network/scoreDigits.ts');
	if (writing.isOne) {
		const one = analysis.toDigit();
		if ((scoreDigits([alone(one.digits[0].digit)])[0] as number) > surelyOne) {
			return one;
		}
	}
	const wanted = minimumSideForNumber(image, writing);
	const finer = wanted > Math.min(image.width, image.height) ? await decodeFiner(wanted) : image;
	const number = readNumber(finer, writing, scoreDigits);
	return number ? analysis.toNumber(number) : analysis.toDigit();
}
