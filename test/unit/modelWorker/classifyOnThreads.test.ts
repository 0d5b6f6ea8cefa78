import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { loadXgboost } from '../../../src/endpoints/modelFile/loadXgboost.ts';
import { classifyDigits, type ClassifyDigits, type LocalModel } from '../../../src/models/classifyDigits.ts';
import { readNetwork } from '../../../src/models/network/index.ts';
import { createThreads, type Threads } from '../../../src/imageWorker/createThreads.ts';
import { classifyOnThreads } from '../../../src/modelWorker/classifyOnThreads.ts';
import { readMnist } from '../../../tools/drawnDigits/readMnist.ts';
import { root } from '../bundles.ts';

const digits = readMnist('test')
	.slice(0, 40)
	.map(({ digit }) => digit);
const read = (path: string) => new Uint8Array(readFileSync(join(root, path)));
const models: Readonly<Record<string, () => Promise<LocalModel>>> = {
	'the built-in network': async () => ({ kind: 'network', network: readNetwork(read('media/digits.safetensors')) }),
	'an XGBoost model': async () =>
		(await loadXgboost(read('model/xgboost/mnist.ubj'), { type: 'modelFile', name: 'mnist', path: 'mnist.ubj' })).model,
};

const started: Threads[] = [];

function create(workerUrl: URL): ClassifyDigits {
	const threads = createThreads(workerUrl);
	started.push(threads);
	return classifyOnThreads(threads);
}

afterEach(() => started.splice(0).forEach((threads) => threads.dispose()));

describe('with the real worker', () => {
	const workerFile = join(root, '.cache/test/modelWorker.mjs');

	beforeAll(async () => {
		await build({
			entryPoints: [join(root, 'src/modelWorker/worker.ts')],
			outfile: workerFile,
			bundle: true,
			platform: 'node',
			target: 'node20',
			format: 'esm',
		});
	});

	test.each(Object.entries(models))('%s says the same on threads as here, every time', async (_, load) => {
		const model = await load();
		const expected = await classifyDigits(model, digits);
		const classify = create(pathToFileURL(workerFile));
		const [all, first, last] = await Promise.all([
			classify(model, digits),
			classify(model, digits.slice(0, 3)),
			classify(model, digits.slice(-1)),
		]);
		expect(all).toEqual(expected);
		// As the panel keeps them over a reload.
		expect(JSON.parse(JSON.stringify(all))).toEqual(expected);
		expect([...first, ...last]).toEqual([...expected.slice(0, 3), ...expected.slice(-1)]);
	});
});

test.each([
	['cannot start', 'throw new Error("no thread")'],
	['answers that it fails', `parentPort.on('message', () => parentPort.postMessage({ ok: false, problem: {} }))`],
])('where a thread %s, the digits are classified all the same', async (_, code) => {
	const source = `import { parentPort } from 'node:worker_threads'; ${code}`;
	const model = await (models['the built-in network'] as () => Promise<LocalModel>)();
	const classify = create(new URL(`data:text/javascript,${encodeURIComponent(source)}`));
	expect(await classify(model, digits.slice(0, 2))).toEqual(await classifyDigits(model, digits.slice(0, 2)));
});
