import { expectedCalibrationError, reliabilityBins } from '../src/evaluation/calibration.ts';
import type { Network } from '../src/models/network/index.ts';
import type { Description } from '../tools/drawnDigits/chooseScene.ts';
import { drawPictures } from '../tools/drawnDigits/drawPictures.ts';
import { classifyPicture, isRight, topProbability } from './classifyPicture.ts';
import { Shares, toHundredths } from './shares.ts';

/** In percent. */
export interface PhotoFigures {
	readonly photos: number;
	readonly photosResize: number;
	readonly ece: number;
}

/** MNIST's test digits drawn as so many photos; prints what makes them hard. */
export async function benchPhotos(network: Network, count: number, seed: number): Promise<PhotoFigures> {
	const shares = new Shares();
	const factors = new Shares();
	const guesses = { probabilities: [] as number[], isRight: [] as number[] };
	for await (const { label, jpeg, description } of drawPictures({ count, seed })) {
		const prediction = await classifyPicture(network, jpeg, 'mnist');
		const right = isRight(prediction, label);
		shares.add('photos, mnist', right);
		shares.add('photos, resize', isRight(await classifyPicture(network, jpeg, 'resize'), label));
		if (prediction) {
			guesses.probabilities.push(topProbability(prediction));
			guesses.isRight.push(right ? 1 : 0);
		}
		for (const factor of [`a ${label}`, ...factorsOf(description)]) {
			factors.add(factor, right);
		}
	}
	const ece = toHundredths(100 * expectedCalibrationError(reliabilityBins(guesses)));
	shares.print(`seed ${seed}, `);
	console.log(`seed ${seed}, photos, mnist, expected calibration error: ${ece.toFixed(2)} %`);
	factors.print('  mnist, ');
	return { photos: shares.percent('photos, mnist'), photosResize: shares.percent('photos, resize'), ece };
}

function factorsOf(description: Description): string[] {
	const { size, share, pen } = description;
	return [
		`longer side ${size < 150 ? 'to 150' : size < 600 ? '150 to 600' : 'from 600'} px`,
		`digit ${share < 0.25 ? '15 to 25' : share < 0.5 ? '25 to 50' : '50 to 90'} % of the frame`,
		`pen ${pen === 0 ? "as MNIST's" : pen < 1.2 ? 'thin' : pen < 2.5 ? 'medium' : 'thick'}`,
		...sheetFactorsOf(description),
	];
}

/** What makes a sheet hard, whatever is written on it. */
export function sheetFactorsOf({ polarity, paper, shadow, table, dust, noise, blur }: Description): string[] {
	return [
		polarity,
		`paper ${paper}`,
		`shadow ${yesNo(shadow)}`,
		`table ${yesNo(table)}`,
		`dust ${yesNo(dust)}`,
		`noise ${noise > 6 ? 'from 6' : 'to 6'}`,
		`blur ${yesNo(blur > 0)}`,
	];
}

function yesNo(value: boolean): string {
	return value ? 'yes' : 'no';
}
