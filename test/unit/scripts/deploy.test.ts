import { spawn, spawnSync } from 'node:child_process';
import { devNull } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OperationFault } from '../../../tools/sageMakerServer/faults.ts';
import { exampleKey } from '../../../tools/sageMakerServer/keys.ts';
import { readXgboostPredictions } from '../../../tools/sageMakerServer/runtime/xgboostModel.ts';
import { startSageMakerServer, type SageMakerServer } from '../../../tools/sageMakerServer/server.ts';

const hasAwsCli = spawnSync('aws', ['--version']).status === 0;

/** `npm run deploy` and the AWS CLI as they are, against AWS on this machine. */
describe.runIf(hasAwsCli)('npm run deploy', { timeout: 300_000 }, () => {
	let server: SageMakerServer;
	const faults: OperationFault[] = [];

	beforeAll(async () => {
		server = await startSageMakerServer({ predict: await readXgboostPredictions(), faults });
	});

	afterAll(() => server.close());

	async function run(command: string, args: readonly string[]) {
		const child = spawn(command, args, {
			env: {
				...process.env,
				AWS_ENDPOINT_URL: server.url,
				AWS_ACCESS_KEY_ID: exampleKey.accessKeyId,
				AWS_SECRET_ACCESS_KEY: exampleKey.secretAccessKey,
				AWS_CONFIG_FILE: devNull,
				AWS_SHARED_CREDENTIALS_FILE: devNull,
				AWS_PROFILE: undefined,
			},
		});
		let output = '';
		child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
		child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
		const status = await new Promise((resolve) => child.on('close', resolve));
		return { status, output };
	}

	const options = ['--region', 'eu-west-1', '--stack', 'shell', '--bucket', 'digits-of-mine'];
	const deploy = (...args: readonly string[]) =>
		run(process.execPath, ['scripts/run.mjs', 'scripts/deploy.ts', ...options, ...args]);

	it('goes from an empty account to settings, and refuses what CloudFormation could not do', async () => {
		expect((await deploy()).output).toContain('There is no bucket digits-of-mine.');

		const fault = { operation: 'CreateEndpoint', fault: 'resourceLimit' } as const;
		faults.push(fault);
		const failed = await deploy('--create-bucket');
		expect(failed.output).toMatch(
			/Endpoint \(AWS::SageMaker::Endpoint\): The account-level service limit[^]*servicequotas/,
		);
		expect(failed.status).toBe(1);
		faults.pop();

		const again = await deploy();
		expect(again.output).toMatch(/\(ROLLBACK_COMPLETE\), and can only be deleted/);
		const deletion = /aws (cloudformation delete-stack .*?) &&/.exec(again.output)?.[1] ?? '';
		expect(await run('aws', deletion.split(' '))).toMatchObject({ status: 0 });

		// The committed model, which the endpoint loads from S3.
		const deployed = await deploy();
		expect(deployed.output).toContain('The endpoint reads a known 3 as 3.');
		expect(deployed.output).toContain('"endpointName": "shell"');
		expect(deployed.status).toBe(0);

		const same = await deploy();
		expect(same.output).toMatch(/No changes to deploy[^]*a known 3 as 3/);

		const other = await deploy('--instance-type', 'ml.m5.large');
		expect(other.output).toContain('The endpoint of the stack shell is serverless');
	});
});
