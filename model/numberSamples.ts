// Writes the numbers of samples/: `node scripts/run.mjs model/numberSamples.ts`. Digits of MNIST's test set, as
// photos drawn by tools/drawnDigits.
import { writeFileSync } from 'node:fs';
import { createRandom } from '../src/core/createRandom.ts';
import { photographNumber } from '../tools/drawnDigits/drawNumbers.ts';
import { readMnist, type LabelledDigit } from '../tools/drawnDigits/readMnist.ts';
import type { Spacing } from '../tools/drawnDigits/writeNumber.ts';

interface Sample {
	/** Places in MNIST's test set. */
	readonly digits: readonly number[];
	readonly spacing: Spacing;
	readonly seed: number;
}

/** The second has crossed sevens, and digits that touch. */
const samples: readonly Sample[] = [
	{ digits: [1, 3, 35, 11], spacing: 'normal', seed: 5 },
	{ digits: [39, 12, 841, 97], spacing: 'overlap', seed: 8 },
];

const mnist = readMnist('test');
for (const { digits, spacing, seed } of samples) {
	const chosen = digits.map((index) => mnist[index] as LabelledDigit);
	const jpeg = await photographNumber([chosen], { spacing, ground: 'photo', largest: 480, random: createRandom(seed) });
	writeFileSync(`samples/${chosen.map(({ label }) => label).join('')}.jpg`, jpeg);
}
