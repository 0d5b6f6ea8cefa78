import { decodeImage } from '../src/codecs/decodeImage.ts';
import type { GrayImage } from '../src/core/image.ts';
import { largestOf, type LocatedDigit, type Preprocessing } from '../src/core/normalization.ts';
import type { Prediction } from '../src/core/prediction.ts';
import { ProblemError } from '../src/core/problem.ts';
import { readDigits, type DecodeFiner } from '../src/imageWorker/readDigits.ts';
import { classifyDigit, type Network } from '../src/models/network/index.ts';
import { minimumSideFor } from '../src/preprocessing/normalize.ts';

/** What the built-in model says of the largest digit of a picture. */
export interface Guess extends Required<Prediction> {
	/** How probable it is that its ink is one digit, 0..1. */
	readonly certainty: number;
	/** Whether it is the only one. */
	readonly isAlone: boolean;
}

/** What the built-in model says of a picture's file. Undefined where no digit is found. */
export async function classifyPicture(
	network: Network,
	file: Uint8Array,
	preprocessing: Preprocessing,
): Promise<Guess | undefined> {
	const minimumSide = minimumSideFor(preprocessing);
	const image = await decodeImage(file, minimumSide === undefined ? {} : { minimumSide });
	return classifyImage(network, image, preprocessing, (finer) => decodeImage(file, { minimumSide: finer }));
}

/** What the built-in model says of a picture. Undefined where no digit is found. */
export async function classifyImage(
	network: Network,
	image: GrayImage,
	preprocessing: Preprocessing = 'auto',
	decodeFiner: DecodeFiner = () => Promise.resolve(image),
): Promise<Guess | undefined> {
	const digits = await findDigits(image, preprocessing, { steps: false, decodeFiner });
	const largest = digits[largestOf(digits)];
	return (
		largest && {
			...classifyDigit(network, largest.digit),
			certainty: largest.certainty,
			isAlone: digits.length === 1,
		}
	);
}

/** Whether a picture of one digit is read as this digit and no more. */
export function isRight(guess: Guess | undefined, label: number): boolean {
	return guess?.isAlone === true && guess.label === label;
}

/** The probability that it is a digit, and the one that its label says. */
export function topProbability({ label, probabilities, certainty }: Guess): number {
	return certainty * (probabilities[label] as number);
}

async function findDigits(...picture: Parameters<typeof readDigits>): Promise<readonly LocatedDigit[]> {
	try {
		return (await readDigits(...picture)).digits;
	} catch (error) {
		if (error instanceof ProblemError && error.problem.code === 'noInk') {
			return [];
		}
		throw error;
	}
}
