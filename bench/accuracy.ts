import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { minimumSideFor, normalize, ProblemError, type Preprocessing } from '../src/core/index.ts';
import { predict, readXgboostModel, toFeatures, type XgboostModel } from '../src/core/xgboost/index.ts';
import { decodeImage } from '../src/decoders/decodeImage.ts';
import { drawPictures } from '../tools/drawnDigits/drawPictures.ts';
import { readMnist } from '../tools/drawnDigits/readMnist.ts';
import type { Description } from '../tools/drawnDigits/chooseScene.ts';

interface Tally {
	right: number;
	total: number;
}

type Shares = Map<string, Tally>;

/**
 * How many pictures the built-in model names rightly: MNIST's test digits as they are, drawn as `count` photos,
 * and digits of other writers. Prints shares.
 */
export async function benchAccuracy(count = 2000): Promise<void> {
	const model = readXgboostModel(readFileSync('model/xgboost/mnist.ubj'));
	const originals: Shares = new Map();
	for (const { label, digit } of readMnist('test')) {
		add(originals, "MNIST's test digits as they are", predict(model, toFeatures(digit)).label === label);
	}
	print(originals);
	await benchPhotos(model, count);
	await benchOtherWriters(model);
}

async function benchPhotos(model: XgboostModel, count: number): Promise<void> {
	const shares: Shares = new Map();
	const factors: Shares = new Map();
	for await (const { label, jpeg, description } of drawPictures({ count })) {
		const isRight = (await classify(model, jpeg, 'mnist')) === label;
		add(shares, 'photos, mnist', isRight);
		add(shares, 'photos, resize', (await classify(model, jpeg, 'resize')) === label);
		for (const factor of factorsOf(description)) {
			add(factors, factor, isRight);
		}
	}
	print(shares);
	print(new Map([...factors].sort(([one], [other]) => one.localeCompare(other))), '  mnist, ');
}

async function benchOtherWriters(model: XgboostModel): Promise<void> {
	const folder = '.cache/sklearn-digits';
	const { status } = spawnSync('/usr/bin/python3', ['bench/sklearnDigits.py', folder], { stdio: 'ignore' });
	if (status !== 0) {
		console.log("scikit-learn's digits: skipped, Debian's python3-sklearn and python3-pil are not installed");
		return;
	}
	const shares: Shares = new Map();
	for (const name of readdirSync(folder)) {
		const label = Number(name[0]);
		const jpeg = readFileSync(join(folder, name));
		add(shares, "scikit-learn's digits, mnist", (await classify(model, jpeg, 'mnist')) === label);
		add(shares, "scikit-learn's digits, resize", (await classify(model, jpeg, 'resize')) === label);
	}
	print(shares);
}

/** Undefined where no digit is found. */
async function classify(
	model: XgboostModel,
	jpeg: Uint8Array,
	preprocessing: Preprocessing,
): Promise<number | undefined> {
	const minimumSide = minimumSideFor(preprocessing);
	const image = await decodeImage(jpeg, minimumSide === undefined ? {} : { minimumSide });
	try {
		return predict(model, toFeatures(normalize(image, preprocessing).digit)).label;
	} catch (error) {
		if (error instanceof ProblemError && error.problem.code === 'noInk') {
			return undefined;
		}
		throw error;
	}
}

function factorsOf({ polarity, size, share, paper, pen, shadow, table, dust, noise, blur }: Description): string[] {
	return [
		polarity,
		`longer side ${size < 150 ? 'to 150' : size < 600 ? '150 to 600' : 'from 600'} px`,
		`digit ${share < 0.25 ? '15 to 25' : share < 0.5 ? '25 to 50' : '50 to 90'} % of the frame`,
		`paper ${paper}`,
		`pen ${pen === 0 ? "as MNIST's" : pen < 1.2 ? 'thin' : pen < 2.5 ? 'medium' : 'thick'}`,
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

function add(shares: Shares, name: string, isRight: boolean): void {
	const tally = shares.get(name) ?? { right: 0, total: 0 };
	tally.right += isRight ? 1 : 0;
	tally.total++;
	shares.set(name, tally);
}

function print(shares: Shares, prefix = ''): void {
	for (const [name, { right, total }] of shares) {
		console.log(`${prefix}${name}: ${((100 * right) / total).toFixed(2)} % of ${total}`);
	}
}
