import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import golden from '../../../fixtures/golden/manifest.json' with { type: 'json' };
import { readXgboostPredictions } from '../../../../tools/sageMakerServer/runtime/xgboostModel.ts';
import { startAccount, temporaryFolder } from './awsClients.ts';
import { knownIdentities, writeAwsFiles } from '../../../../tools/sageMakerServer/identities.ts';

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

const predict = await readXgboostPredictions();
const { server } = await startAccount({ ...knownIdentities(Date.now()), predict });
const { environment } = writeAwsFiles(await temporaryFolder(), server.url, Date.now());

describe.skipIf(python === undefined)('botocore', () => {
	async function invoke(profile: string, endpoint: string, file: string): Promise<string> {
		const args = ['-c', script, profile, server.url, endpoint, join('test/fixtures/golden', file)];
		const { stdout } = await promisify(execFile)(python as string, args, { env: { ...process.env, ...environment } });
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
