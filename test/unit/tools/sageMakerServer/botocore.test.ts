import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import golden from '../../../fixtures/golden/manifest.json' with { type: 'json' };
import { readXgboostPredictions } from '../../../../tools/sageMakerServer/xgboostModel.ts';
import { knownIdentities, writeAwsFiles } from '../../../../tools/sageMakerServer/identities.ts';
import { startSageMakerServer, type SageMakerServer } from '../../../../tools/sageMakerServer/server.ts';

const python = ['/usr/bin/python3', 'python3'].find(
	(command) => spawnSync(command, ['-c', 'import boto3']).status === 0,
);

const script = `
import sys, boto3
session = boto3.Session(profile_name=sys.argv[1], region_name='us-east-1')
client = session.client('sagemaker-runtime', endpoint_url=sys.argv[2])
try:
    answer = client.invoke_endpoint(EndpointName=sys.argv[3], ContentType='text/csv', Accept='text/csv', Body=open(sys.argv[4], 'rb'))
    print(answer['Body'].read().decode(), end='')
except client.exceptions.ClientError as error:
    print(error)
`;

describe.skipIf(python === undefined)('botocore', () => {
	let server: SageMakerServer;
	let folder: string;
	let environment: NodeJS.ProcessEnv;

	beforeAll(async () => {
		server = await startSageMakerServer({ ...knownIdentities(Date.now()), predict: await readXgboostPredictions() });
		folder = mkdtempSync(join(tmpdir(), 'digit-classifier-'));
		environment = { ...process.env, ...writeAwsFiles(folder, server.url, Date.now()).environment };
	});
	afterAll(async () => {
		rmSync(folder, { recursive: true });
		await server.close();
	});

	async function invoke(profile: string, endpoint: string, file: string): Promise<string> {
		const args = ['-c', script, profile, server.url, endpoint, join('test/fixtures/golden', file)];
		const { stdout } = await promisify(execFile)(python as string, args, { env: environment });
		return stdout;
	}

	test.each(['0_00003_q75', '3_00030_q95'])('gets the label of %s', async (name) => {
		const label = golden.files.find(({ file }) => file === `${name}.jpg`)?.label;
		expect(await invoke('digits', 'digits', `${name}.csv`)).toBe(`${label}.0\n`);
	});

	test.each([
		['digits-wrong-secret', 'digits', /\(InvalidSignatureException\).*does not match the signature you provided/],
		['digits-unknown-key', 'digits', /\(UnrecognizedClientException\).*The security token included/],
		['digits-expired', 'digits', /\(ExpiredTokenException\)/],
		['digits', 'creating', /\(ValidationError\).*Endpoint creating of account 123456789012 not found\.$/m],
		['digits', 'model-error', /\(ModelError\).*Received server error \(500\) from primary/],
	])('is told why %s cannot have %s', async (profile, endpoint, message) => {
		expect(await invoke(profile, endpoint, '0_00003_q75.csv')).toMatch(message);
	});
});
