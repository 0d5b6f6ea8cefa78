// Writes rows to train the cutting network on: segments of drawn pictures, as `segmentWriting` puts them together.
//
//     node scripts/run.mjs model/network/cuttingRows.ts SOURCE FILE COUNT [SEED]
//
// Sources: segments1 and segments2 are of MNIST's training digits, heldSegments of those that are kept to calibrate by,
// otherSegments of letters, scribbles and noise.
// Each row is 1569 bytes: the segment's 784 pixels, 0..255, those of all ink around it, and the label: 0..9 for all of
// one digit and nothing else, or 10 for what is no digit: a part of one, several, or a part of each. COUNT rows are
// written.
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { createRandom } from '../../src/core/createRandom.ts';
import { alone, type SegmentInLine } from '../../src/core/ports.ts';
import { analyze } from '../../src/preprocessing/normalize.ts';
import { segmentWriting, showSegment } from '../../src/preprocessing/segmentWriting.ts';
import { drawNonDigits } from '../../tools/drawnDigits/drawNonDigits.ts';
import { drawOwnedNumbers, type OwnedNumber } from '../../tools/drawnDigits/drawNumbers.ts';
import { readMnist, type MnistSet } from '../../tools/drawnDigits/readMnist.ts';
import { inkOfBox, inkOfSegments, type OwnedInk } from './ownedInk.ts';
import { isUprightBar } from './isUprightBar.ts';

/** The label of what is no digit. */
const noDigit = 10;

/** Numbers whose digits touch are drawn more often, and short ones: wide ink may be one digit or two. */
const drawnSpacings = ['wide', 'normal', 'tight', 'tight', 'overlap', 'overlap', 'overlap', 'overlap'] as const;
const drawnLengths = [1, 2, 2, 3, 4] as const;

/** There are nine times as many wrong segments as digits; of these a share is enough. */
const wrongShare = 0.35;

/** Of one digit's ink a digit has at least `most`, and others' pixels are at most `least` of it. */
const [most, least] = [0.93, 0.07];

/** What has less of every digit, or more of another, is none. What lies between is one if nothing is more of it. */
const [tooLittle, tooMuch] = [0.82, 0.18];

interface Row {
	readonly label: number;
	/** Drawn when it is wanted. */
	readonly show: () => SegmentInLine;
}

type Draw = (seed: number) => AsyncIterable<readonly Row[]>;

const sources: Readonly<Record<string, Draw>> = {
	// In two halves, so that both are drawn at the same time.
	segments1: (seed) => drawSegments('train', seed),
	segments2: (seed) => drawSegments('train', seed + 1),
	heldSegments: (seed) => drawSegments('validation', seed),
	otherSegments: drawOthers,
};

const [source = '', path = '', countText = '', seedText = '1'] = process.argv.slice(2);
const draw = sources[source];
if (!draw || path === '' || !(Number(countText) > 0)) {
	throw new Error(`Usage: cuttingRows.ts ${Object.keys(sources).join('|')} FILE COUNT [SEED]`);
}
await writeRows(draw(Number(seedText)), path, Number(countText));

async function writeRows(drawn: AsyncIterable<readonly Row[]>, path: string, count: number): Promise<void> {
	mkdirSync(dirname(path), { recursive: true });
	const file = openSync(path, 'w');
	let written = 0;
	for await (const rows of drawn) {
		for (const { show, label } of rows.slice(0, count - written)) {
			const { digit, around } = show();
			writeSync(file, Uint8Array.of(...digit, ...around, label));
			written++;
		}
		if (written === count) {
			break;
		}
	}
	closeSync(file);
}

async function* drawSegments(set: MnistSet, seed: number): AsyncGenerator<Row[]> {
	const random = createRandom(seed);
	const digits = readMnist(set);
	for (let index = 0; ; index++) {
		const numbers = drawOwnedNumbers({
			count: 1,
			digits: random.pick(drawnLengths),
			spacing: random.pick(drawnSpacings),
			ground: random.chance(0.3) ? 'clean' : 'photo',
			set: digits,
			// Small pictures are quickly drawn, and all are reduced to about this size anyway.
			largest: 360,
			seed: 10_000 * seed + index,
		});
		for await (const number of numbers) {
			yield rowsOf(number).filter(({ label }) => label !== noDigit || random.chance(wrongShare));
		}
	}
}

function rowsOf({ image, labels, owners }: OwnedNumber): Row[] {
	const analysis = analyze(image, 'mnist', false);
	if (!('toNumber' in analysis) || !analysis.writing) {
		return [];
	}
	const writing = segmentWriting(image, analysis.writing);
	const segments = writing.lines.flatMap((line) => line.segments);
	const owned = inkOfSegments(segments, writing, { image, owners, digits: labels.length });
	const rows = owned.flatMap((ink, index) => {
		const label = labelOf(ink, owned, labels);
		return label === undefined
			? []
			: [{ label, show: () => showSegment(segments[index] as (typeof segments)[0], writing) }];
	});
	if (!analysis.writing.isOne) {
		return rows;
	}
	// What may as well be one digit is shown to the network as a whole first.
	const [one] = analysis.toDigit().digits;
	const label = labelOf(inkOfBox(one.box, { image, owners, digits: labels.length }), [], labels);
	return label === undefined ? rows : [...rows, { label, show: () => alone(one.digit) }];
}

/** Undefined for what is neither quite a digit nor none. `all` are the segments of the same picture. */
function labelOf(ink: OwnedInk, all: readonly OwnedInk[], labels: readonly number[]): number | undefined {
	if (ink.covered < tooLittle || ink.foreign > tooMuch) {
		return noDigit;
	}
	const isBest = all.every(
		(other) => other.main !== ink.main || other.covered - other.foreign <= ink.covered - ink.foreign,
	);
	return (ink.covered >= most && ink.foreign <= least) || isBest ? labels[ink.main] : undefined;
}

async function* drawOthers(seed: number): AsyncGenerator<Row[]> {
	const random = createRandom(seed);
	for await (const { image } of drawNonDigits({ count: Infinity, fonts: 'train', seed })) {
		const analysis = analyze(image, 'mnist', false);
		if ('toNumber' in analysis && analysis.writing) {
			const writing = segmentWriting(image, analysis.writing);
			yield (
				writing.lines
					.flatMap(({ segments }) => segments)
					.map((segment) => showSegment(segment, writing))
					// Parts of letters and scribbles that are like a 1 to the pixel must not teach doubt of those.
					.filter(({ digit }) => !isUprightBar(digit) && random.chance(wrongShare))
					.map((shown) => ({ label: noDigit, show: () => shown }))
			);
		}
	}
}
