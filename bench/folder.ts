import { evaluateDataset } from '../src/app/evaluateDataset.ts';
import { openDataset } from '../src/cli/openDataset.ts';
import { readBytes, statPath } from '../src/cli/nodeFiles.ts';
import type { Endpoint } from '../src/core/ports.ts';
import { digitClasses } from '../src/datasets/trueLabel.ts';
import { createModelFileEndpoint } from '../src/endpoints/modelFile/endpoint.ts';
import { confusionMatrix } from '../src/evaluation/confusionMatrix.ts';
import { LabelRows } from '../src/core/labelRows.ts';
import { createResults, type ResultsStore } from '../src/evaluation/results.ts';
import { createImageWorker, type ImageWorker } from '../src/imageWorker/createImageWorker.ts';
import { createThreads } from '../src/imageWorker/createThreads.ts';
import type { ClassifyDigits } from '../src/models/classifyDigits.ts';
import { classifyOnThreads } from '../src/modelWorker/classifyOnThreads.ts';
import { buildWorker } from './decode.ts';
import { writeMnistFolder } from './mnistFolder.ts';
import { startPythonPeer, type PythonPeer } from './pythonPeer.ts';

/** In turn, so that what else the machine does hits all; of each the best counts. Of the service's way a part each. */
const rounds = 5;

/** A folder of 10,000 pictures, from listing it to its last label, beside the same in Python. */
export async function benchFolder() {
	const folder = await writeMnistFolder();
	const workerUrl = await buildWorker();
	const threads = createThreads(workerUrl);
	const worker = createImageWorker({ workerUrl, threads });
	const python = await startPythonPeer('bench/folder.py', [folder.path]);
	try {
		const endpoint = xgboostEndpoint(classifyOnThreads(threads));
		const cold = await evaluateFolder(folder.path, endpoint, worker);
		const { count } = cold.results;
		const part = count / rounds;
		let [own, batched, service] = [Infinity, Infinity, Infinity];
		const labels: number[] = [];
		for (let round = 0; round < rounds; round++) {
			own = Math.min(own, (await evaluateFolder(folder.path, endpoint, worker)).seconds);
			if (python) {
				batched = Math.min(batched, (await ask(python, 'batched')).seconds);
				const some = await ask(python, `service ${round * part} ${(round + 1) * part}`);
				service = Math.min(service, some.seconds * rounds);
				labels.push(...some.labels);
			}
		}
		const figures = {
			folderFilesPerSecond: Math.round(count / own),
			folderColdFilesPerSecond: Math.round(count / cold.seconds),
		};
		console.log('A folder of 10,000 JPEGs, seconds:', { own, cold: cold.seconds, batched, service });
		if (!python) {
			console.log("Python: skipped, Debian's python3-pil, python3-numpy and python3-xgboost are not installed");
			return figures;
		}
		return {
			...figures,
			folderVsService: service / own,
			folderVsPython: batched / own,
			matrixEqual: isSameMatrix(cold.results, labels),
		};
	} finally {
		worker.dispose();
		threads.dispose();
		await python?.end();
		await folder.remove();
	}
}

/** The model of the original service. */
function xgboostEndpoint(classify: ClassifyDigits): Endpoint {
	return createModelFileEndpoint(
		{ type: 'modelFile', name: 'mnist.ubj', path: `${process.cwd()}/model/xgboost/mnist.ubj` },
		{
			stat: async (path) => statPath(path).then(({ mtimeMs, size }) => ({ mtime: mtimeMs, size })),
			readFile: readBytes,
		},
		classify,
	);
}

interface Evaluated {
	readonly seconds: number;
	readonly results: ResultsStore;
}

/** As the command line does it. */
async function evaluateFolder(path: string, endpoint: Endpoint, worker: ImageWorker): Promise<Evaluated> {
	const { signal } = new AbortController();
	const { prepare } = worker;
	const started = performance.now();
	const dataset = await openDataset(path, { classes: digitClasses, labelRule: 'auto', signal, warn: console.log });
	const results = createResults(dataset.count, { keepsDigits: true, truth: dataset.labels });
	const pipeline = { prepare, preprocessing: 'auto', endpoint } as const;
	for await (const { progress } of evaluateDataset(dataset, pipeline, results, signal)) {
		if (progress.failed > 0) {
			throw new Error([...results.problems.values()].map(({ code }) => code).join());
		}
	}
	return { seconds: (performance.now() - started) / 1000, results };
}

interface PythonAnswer {
	readonly seconds: number;
	readonly labels: readonly number[];
}

async function ask(python: PythonPeer, line: string): Promise<PythonAnswer> {
	return JSON.parse(await python.ask(line)) as PythonAnswer;
}

/** Whether the confusion matrices are the same, cell by cell; both have the pictures in the order of their names. */
function isSameMatrix(results: ResultsStore, labels: readonly number[]): boolean {
	const own = confusionMatrix(results, 10);
	const their = confusionMatrix({ ...results, predicted: LabelRows.single(labels) }, 10);
	return JSON.stringify(own) === JSON.stringify(their);
}
