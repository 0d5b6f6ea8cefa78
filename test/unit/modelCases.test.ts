import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { asDigit } from '../../src/core/image.ts';
import type { Sample } from '../../src/core/ports.ts';
import { toProblem } from '../../src/core/problem.ts';
import type { ModelFileConfig } from '../../src/endpoints/modelFile/config.ts';
import { createModelFileEndpoint } from '../../src/endpoints/modelFile/endpoint.ts';
import { readMnist } from '../../tools/drawnDigits/readMnist.ts';

const folder = 'test/fixtures/cases';
const rows = readFileSync(`${folder}/rows.bin`);
const samples: readonly Sample[] = Array.from({ length: rows.length / 784 }, (_, index) => ({
	name: `${index}`,
	digit: asDigit(Uint8Array.from(rows.subarray(index * 784, (index + 1) * 784))),
}));

/** What real XGBoost predicts of the rows, as the container does. */
const expected = JSON.parse(readFileSync(`${folder}/expected.json`, 'utf8')) as Readonly<
	Record<string, { readonly labels: readonly number[] }>
>;

async function labelsOf(bytes: Uint8Array, config: Partial<ModelFileConfig> = {}): Promise<number[]> {
	const files = {
		stat: () => Promise.resolve({ mtime: 1, size: bytes.length }),
		readFile: () => Promise.resolve(bytes),
	};
	const endpoint = createModelFileEndpoint({ type: 'modelFile', name: 'mine', path: '/m', ...config }, files);
	const { predictions } = await endpoint.classify(samples, new AbortController().signal);
	return predictions.map(({ label }) => label);
}

test.each([
	['csr.ubj', 'trained with zeros as missing', { missing: 0 }],
	['early.ubj', 'stopped early', {}],
	['libsvm785.ubj', 'trained on a libsvm file that counts from 1', { featureOffset: 1 }],
])('%s: %s', async (file, _, config) => {
	expect(await labelsOf(readFileSync(`${folder}/${file}`), config)).toEqual(expected[file]?.labels);
});

// Of the others there is no answer of XGBoost's: what the system's tar takes out is asked alone.
test.each([
	['old_first.tar.gz', 'the model of the top folder, not the one before it', ['xgboost-model']],
	['kfold.tar.gz', 'two folds alike, whose mean is each of them', ['xgboost-model-1']],
	['modelbst.tar.gz', 'the only model', ['model.bst']],
])('%s: %s', async (file, _, [member]) => {
	const path = `${folder}/${file}`;
	const model = execFileSync('tar', ['-xzOf', path, member ?? ''], { maxBuffer: 2 ** 24 });
	const labels = await labelsOf(readFileSync(path));
	expect(labels).toEqual(await labelsOf(model));
	expect(shareRight(labels)).toBeGreaterThan(0.8);
});

test.each([
	['nanjson.json', 'NaN and Infinity'],
	['single.json.gz', 'packed without an archive'],
])('%s: %s', async (file) => {
	expect(shareRight(await labelsOf(readFileSync(`${folder}/${file}`)))).toBeGreaterThan(0.8);
});

test('dump.json is no model', async () => {
	const problem = toProblem(await labelsOf(readFileSync(`${folder}/dump.json`)).catch((error: unknown) => error));
	expect(problem).toMatchObject({ code: 'modelForeign', format: 'dump' });
});

/** Of the rows, which are digits of MNIST's test set. */
function shareRight(labels: readonly number[]): number {
	const truth = new Map(readMnist('test').map(({ digit, label }) => [Buffer.from(digit).toString('latin1'), label]));
	const right = samples.filter(
		({ digit }, index) => truth.get(Buffer.from(digit).toString('latin1')) === labels[index],
	);
	return right.length / samples.length;
}
