import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { PredictionTable } from '../src/app/predictionTable.ts';
import { createDigitReader, transformUploads } from '../src/app/rowUploads.ts';
import { lazyAws, type Jobs, type Uploads } from '../src/aws/index.ts';
import type { Dataset } from '../src/core/dataset.ts';
import { hasEnded, jobUri, type TransformJob } from '../src/core/job.ts';
import { createModelArchive } from '../src/endpoints/modelFile/createModelArchive.ts';
import { predictRows, readXgboostModel, toFeatures } from '../src/models/xgboost/index.ts';
import { readMnist, type LabelledDigit } from '../tools/drawnDigits/readMnist.ts';
import { writeAwsFiles } from '../tools/sageMakerServer/identities.ts';
import { exampleKey } from '../tools/sageMakerServer/keys.ts';
import { account } from '../tools/sageMakerServer/runtime/checks.ts';
import { committedModel } from '../tools/sageMakerServer/runtime/xgboostModel.ts';
import { executionRole } from '../tools/sageMakerServer/services.ts';
import { startServerProcess } from './sageMaker.ts';

const { signal } = new AbortController();
const target = { profile: 'digits', region: 'us-east-1' };

/** MNIST's test digits again and again through S3 and Batch Transform on this machine, and what memory both ends take. */
export async function benchTransform(args: readonly string[]): Promise<void> {
	const { values } = parseArgs({
		args: [...args],
		options: { json: { type: 'string' }, rows: { type: 'string', default: '1000000' } },
	});
	const rows = Number(values.rows);
	const digits = readMnist('test');
	const server = await startServerProcess();
	const folder = mkdtempSync(join(tmpdir(), 'digit-classifier-aws-'));
	const figures: Record<string, number> = { transformRows: rows };
	const measure = async <Result>(name: string, run: () => Promise<Result>): Promise<Result> => {
		const started = performance.now();
		const result = await run();
		figures[`${name}Seconds`] = Math.round((performance.now() - started) / 1000);
		figures[`${name}ClientMB`] = peakMegabytes(process.pid);
		figures[`${name}ServerMB`] = peakMegabytes(server.pid);
		console.log(figures);
		return result;
	};
	try {
		Object.assign(process.env, writeAwsFiles(folder, server.url, Date.now()).environment);
		const s3 = new S3Client({ endpoint: server.url, region: target.region, credentials: exampleKey });
		await s3.send(new CreateBucketCommand({ Bucket: 'digits' }));
		const jobs = await (await lazyAws()()).jobs();
		const job = transformJob(rows);
		const uploads = uploadsOf(repeated(digits, rows));
		const tell = (count: number) =>
			count % 100 === 1 && console.log(`${count} files, ${peakMegabytes(process.pid)} MB`);
		await measure('upload', async () => jobs.start(job, uploads, tell, signal));
		await measure('transform', async () => untilEnded(job, jobs));
		checkLabels(await measure('join', async () => joined(job, jobs)), digits);
	} finally {
		server.end();
		rmSync(folder, { recursive: true, force: true });
	}
	if (values.json !== undefined) {
		writeFileSync(values.json, `${JSON.stringify(figures, undefined, '\t')}\n`);
	}
}

function transformJob(rows: number): TransformJob {
	const place = { bucket: 'digits', name: 'transform' };
	return {
		kind: 'transform',
		...place,
		target,
		account,
		role: executionRole,
		created: 0,
		state: 'preparing',
		image: '3.2-0',
		instanceType: 'ml.m5.large',
		dataset: 'digits',
		rows,
		artifact: jobUri(place, 'model.tar.gz'),
	};
}

function repeated(digits: readonly LabelledDigit[], count: number): Dataset {
	const nameOf = (index: number): string => `${index + 1}`;
	return {
		name: 'digits',
		facts: { kind: 'idx' },
		count,
		idOf: nameOf,
		nameOf,
		async *items(isWanted) {
			for (let index = 0; index < count; index++) {
				if (isWanted(index)) {
					yield [{ index, name: nameOf(index), ...(digits[index % digits.length] as LabelledDigit) }];
				}
			}
		},
	};
}

function uploadsOf(dataset: Dataset): Uploads {
	const prepare = async () => Promise.reject(new Error('Digits come prepared'));
	const rows = transformUploads(dataset, createDigitReader(prepare, 'none', signal), signal);
	return async function* (has) {
		yield { path: 'model.tar.gz', bytes: createModelArchive(readFileSync(committedModel)) };
		yield* rows(has);
	};
}

async function untilEnded(job: TransformJob, jobs: Jobs): Promise<void> {
	let now = job;
	do {
		await setTimeout(1000);
		now = await jobs.refresh(now, signal);
	} while (!hasEnded(now));
	if (now.state !== 'completed') {
		throw new Error(JSON.stringify(now));
	}
}

/** The predictions, as the view of evaluations joins them. */
async function joined(job: TransformJob, jobs: Jobs): Promise<PredictionTable> {
	const table = new PredictionTable(job.rows);
	for (const uri of await jobs.list(target, jobUri(job, 'predictions/'), signal)) {
		table.add(new TextDecoder().decode(await jobs.download(target, uri, 2 ** 28, signal)));
	}
	table.checkComplete();
	return table;
}

/** Each row must have its own digit's label, which the model gives here, too. */
function checkLabels(table: PredictionTable, digits: readonly LabelledDigit[]): void {
	const model = readXgboostModel(readFileSync(committedModel));
	const labels = predictRows(
		model,
		digits.map(({ digit }) => toFeatures(digit, '0-1')),
	).map(({ label }) => label);
	for (let index = 0; index < table.count; index++) {
		if (table.get(index).label !== labels[index % labels.length]) {
			throw new Error(`Row ${index} has another digit's label`);
		}
	}
}

/** The most that a process has had resident, as Linux tells it. */
function peakMegabytes(pid: number): number {
	const kilobytes = /^VmHWM:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
	return Math.round((Number(kilobytes) * 1024) / 1e6);
}
