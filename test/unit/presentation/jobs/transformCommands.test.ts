import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { createModelArchive } from '../../../../src/endpoints/modelFile/createModelArchive.ts';
import { transformCommands } from '../../../../src/presentation/jobs/transformCommands.ts';
import { exampleKey } from '../../../../tools/sageMakerServer/keys.ts';
import { startSageMakerServer } from '../../../../tools/sageMakerServer/server.ts';
import { executionRole } from '../../../../tools/sageMakerServer/services.ts';
import { createBucket, createClients } from '../../tools/sageMakerServer/awsClients.ts';

const hasCli = spawnSync('aws', ['--version']).status === 0;
const image = '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1';

test.skipIf(!hasCli)('the commands do it in a shell, with the AWS CLI itself', { timeout: 180_000 }, async () => {
	const folder = mkdtempSync(join(tmpdir(), "digit-classifier-o'"));
	const server = await startSageMakerServer({ predict: () => [1] });
	try {
		const { s3 } = createClients(server.url);
		await createBucket(s3, 'digits');
		const Body = createModelArchive(readFileSync('test/fixtures/models/small.ubj'));
		await s3.send(new PutObjectCommand({ Bucket: 'digits', Key: 'model.tar.gz', Body }));
		const row = readFileSync('test/fixtures/golden/3_00030_q95.csv', 'utf8').trim();
		const file = join(folder, 'some rows.csv');
		writeFileSync(file, `${row}\n${row}\n${row}\n`);
		const script = transformCommands(file, 'by-hand')
			.replace('BUCKET=\n', 'BUCKET=digits\n')
			.replace('ROLE=\n', `ROLE=${executionRole}\n`)
			.replace('MODEL=\n', 'MODEL=s3://digits/model.tar.gz\n')
			.replace('IMAGE=\n', `IMAGE=${image}\n`);
		await promisify(execFile)('bash', ['-e', '-c', script], {
			cwd: folder,
			env: {
				...process.env,
				AWS_ENDPOINT_URL: server.url,
				AWS_DEFAULT_REGION: 'us-east-1',
				AWS_ACCESS_KEY_ID: exampleKey.accessKeyId,
				AWS_SECRET_ACCESS_KEY: exampleKey.secretAccessKey,
			},
		});
		const predictions = readFileSync(join(folder, '00000.csv.out'), 'utf8');
		expect(predictions.trimEnd().split('\n')).toHaveLength(3);
	} finally {
		await server.close();
		rmSync(folder, { recursive: true });
	}
});
