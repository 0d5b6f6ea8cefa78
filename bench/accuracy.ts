import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { digitSide } from '../src/core/image.ts';
import { classifyDigit, type Network } from '../src/models/network/index.ts';
import { predict, readXgboostModel, toFeatures } from '../src/models/xgboost/index.ts';
import { drawFontDigits } from '../tools/drawnDigits/drawFontDigits.ts';
import { drawNonDigits } from '../tools/drawnDigits/drawNonDigits.ts';
import { readMnist, type LabelledDigit } from '../tools/drawnDigits/readMnist.ts';
import { benchNetwork } from './benchNetwork.ts';
import { benchPhotos, sheetFactorsOf } from './benchPhotos.ts';
import { classifyImage, classifyPicture, isRight, topProbability } from './classifyPicture.ts';
import { Shares } from './shares.ts';

/** From which probability on a label of what is no digit counts as confident. */
const confidence = 0.9;

/** Of the fonts: each of their digits twenty times. Of what is no digit: 400 of each kind. */
const [fontDigits, nonDigits] = [2600, 2000];

/**
 * How many pictures the built-in model names rightly, and how sure it is: README.md has the figures' meanings. Prints
 * them, and writes those of the first seed as JSON where a file is named.
 */
export async function benchAccuracy(args: readonly string[]): Promise<void> {
	const { values } = parseArgs({
		args: [...args],
		options: {
			json: { type: 'string' },
			model: { type: 'string', default: 'media/digits.safetensors' },
			count: { type: 'string', default: '2000' },
			seeds: { type: 'string', default: '1' },
		},
	});
	const digits = readMnist('test');
	const { network, ...times } = benchNetwork(values.model, digits);
	console.log(times);
	const mnist = await benchMnist(network, digits);
	const [first, ...others] = values.seeds.split(',').map(Number);
	const photos = await benchPhotos(network, Number(values.count), first ?? 1);
	const figures = {
		...mnist,
		...photos,
		...(await benchOtherWriters(network)),
		...(await benchFonts(network)),
		...(await benchNonDigits(network)),
		...times,
	};
	if (values.json !== undefined) {
		writeFileSync(values.json, `${JSON.stringify(figures, undefined, '\t')}\n`);
	}
	for (const seed of others) {
		await benchPhotos(network, Number(values.count), seed);
	}
}

async function benchMnist(network: Network, digits: readonly LabelledDigit[]) {
	const trees = readXgboostModel(readFileSync('model/xgboost/mnist.ubj'));
	const shares = new Shares();
	for (const { label, digit } of digits) {
		const inverted = { width: digitSide, height: digitSide, pixels: digit.map((value) => 255 - value) };
		shares.add("MNIST's test digits as they are", classifyDigit(network, digit).label === label);
		shares.add("MNIST's test digits, dark on white", isRight(await classifyImage(network, inverted), label));
		shares.add("MNIST's test digits, XGBoost", predict(trees, toFeatures(digit)).label === label);
	}
	shares.print();
	return {
		mnist: shares.percent("MNIST's test digits as they are"),
		inverted28: shares.percent("MNIST's test digits, dark on white"),
		mnistXgboost: shares.percent("MNIST's test digits, XGBoost"),
	};
}

async function benchOtherWriters(network: Network) {
	const folder = '.cache/sklearn-digits';
	rmSync(folder, { recursive: true, force: true });
	const { status } = spawnSync('/usr/bin/python3', ['bench/sklearnDigits.py', folder], { stdio: 'ignore' });
	if (status !== 0) {
		console.log("scikit-learn's digits: skipped, Debian's python3-sklearn and python3-pil are not installed");
		return {};
	}
	const shares = new Shares();
	for (const name of readdirSync(folder)) {
		const guess = await classifyPicture(network, readFileSync(join(folder, name)), 'auto');
		const right = isRight(guess, Number(name[0]));
		shares.add("scikit-learn's digits", right);
		shares.add(`scikit-learn's digits, ${name.includes('dark') ? 'dark on light' : 'light on dark'}`, right);
	}
	shares.print();
	return { sklearn: shares.percent("scikit-learn's digits") };
}

async function benchFonts(network: Network) {
	const shares = new Shares();
	const factors = new Shares();
	for await (const { label, font, image } of drawFontDigits({ count: fontDigits, fonts: 'test' })) {
		const right = isRight(await classifyImage(network, image), label);
		shares.add("other fonts' digits", right);
		factors.add(`a ${label}`, right);
		factors.add(font, right);
	}
	shares.print();
	factors.print('  ');
	return { fonts: shares.percent("other fonts' digits") };
}

async function benchNonDigits(network: Network) {
	const shares = new Shares();
	const factors = new Shares();
	for await (const { kind, image, description } of drawNonDigits({ count: nonDigits, fonts: 'test' })) {
		const prediction = await classifyImage(network, image);
		const isConfident = prediction !== undefined && topProbability(prediction) > confidence;
		const isRefused = prediction === undefined;
		shares.add('no digit, but a confident label', isConfident);
		factors.add(`${kind}, but a confident label`, isConfident);
		factors.add(`${kind}, refused`, isRefused);
		if (kind === 'blank' || kind === 'ruled') {
			shares.add('empty sheets refused', isRefused);
			for (const factor of description ? sheetFactorsOf(description) : []) {
				factors.add(`empty sheets refused, ${factor}`, isRefused);
			}
		}
	}
	shares.print();
	factors.print('  ');
	return {
		nonDigitsConfident: shares.percent('no digit, but a confident label'),
		blankRefused: shares.percent('empty sheets refused'),
	};
}
