import { classifyDigit, type Network } from '../src/models/network/index.ts';
import type { Preprocessing } from '../src/core/normalization.ts';
import { minimumSideFor, normalize } from '../src/preprocessing/normalize.ts';
import { ProblemError } from '../src/core/problem.ts';
import type { Digit, GrayImage } from '../src/core/image.ts';
import type { Prediction } from '../src/core/prediction.ts';
import { decodeImage } from '../src/codecs/decodeImage.ts';

/** What the built-in model says of a picture's file. Undefined where no digit is found. */
export async function classifyPicture(
	network: Network,
	file: Uint8Array,
	preprocessing: Preprocessing,
): Promise<Required<Prediction> | undefined> {
	const minimumSide = minimumSideFor(preprocessing);
	const image = await decodeImage(file, minimumSide === undefined ? {} : { minimumSide });
	return classifyImage(network, image, preprocessing);
}

/** What the built-in model says of a picture. Undefined where no digit is found. */
export function classifyImage(
	network: Network,
	image: GrayImage,
	preprocessing: Preprocessing = 'auto',
): Required<Prediction> | undefined {
	const digit = findDigit(image, preprocessing);
	return digit && classifyDigit(network, digit);
}

/** The probability of the label. */
export function topProbability({ label, probabilities }: Required<Prediction>): number {
	return probabilities[label] as number;
}

function findDigit(image: GrayImage, preprocessing: Preprocessing): Digit | undefined {
	try {
		return normalize(image, preprocessing).digits[0].digit;
	} catch (error) {
		if (error instanceof ProblemError && error.problem.code === 'noInk') {
			return undefined;
		}
		throw error;
	}
}
