import { execFile, spawnSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { copyAs as copy, type CopyForm, type CopyRequest } from '../../../../src/endpoints/sageMaker/copyAs.ts';
import { knownIdentities, writeAwsFiles, type AwsFiles } from '../../../../tools/sageMakerServer/identities.ts';
import type { IssuedKey } from '../../../../tools/sageMakerServer/keys.ts';
import { startSageMakerServer, type SageMakerServer } from '../../../../tools/sageMakerServer/server.ts';
import { useAwsHome } from '../../aws/awsHome.ts';

const home = useAwsHome();
const row = `0.5${',0.0'.repeat(783)}`;
const copyAs = async (form: CopyForm, asked: CopyRequest) =>
	copy(form, asked, () => Promise.resolve(asked.endpointUrl ?? ''));

const run = promisify(execFile);

/** The tools that are here; of the AWS CLI both versions, wherever on the path. */
const tools = { python: '/usr/bin/python3', curl: '/usr/bin/curl' };
const has = (program: string, ...args: string[]) => spawnSync(program, args).status === 0;
const { PATH = '' } = process.env;
const programs = ['/usr/bin', ...PATH.split(delimiter)].map((folder) => join(folder, 'aws'));
const findCli = (version: RegExp) =>
	programs.find((program) => version.test(spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout));
const clis = [
	{ version: 1, program: findCli(/^aws-cli\/1/) },
	{ version: 2, program: findCli(/^aws-cli\/2/) },
];
const exporting = clis[1]?.program;
const hasBoto3 = has(tools.python, '-c', 'import boto3');
const hasSdk = has(tools.python, '-c', 'from sagemaker.core.resources import Endpoint');
const hasCurl = exporting !== undefined && has('/bin/sh', '-c', `${tools.curl} --help all | grep -q aws-sigv4`);

const temporary: IssuedKey = {
	accessKeyId: 'ASIATEMPORARY7EXAMPL',
	secretAccessKey: 'abcdefghijklmnopqrstuvwxyzabcdefghEXAMPLE',
	sessionToken: 'AQoDYXdzEJr///temporary+EXAMPLE==',
	expiration: new Date(Date.now() + 3600_000),
	arn: 'arn:aws:sts::123456789012:assumed-role/Tester/session',
};
interface Pasting {
	readonly program?: string;
	readonly cli?: string;
}

const oddName = 'it\'s "my" $HOME \\`ñ`';

describe('pasted into a shell', () => {
	let server: SageMakerServer;
	let files: AwsFiles;
	beforeAll(async () => {
		const known = knownIdentities(Date.now());
		server = await startSageMakerServer({ ...known, keys: [...known.keys, temporary], predict: () => [0, 0, 0, 1] });
	});
	beforeEach(() => {
		files = writeAwsFiles(home.path, server.url, Date.now());
		appendFileSync(
			files.environment.AWS_SHARED_CREDENTIALS_FILE,
			`[${oddName}]
aws_access_key_id = ${temporary.accessKeyId}
aws_secret_access_key = ${temporary.secretAccessKey}
aws_session_token = ${temporary.sessionToken}
`,
		);
	});
	afterAll(() => server.close());

	async function paste(script: string, using: Pasting = {}, more: NodeJS.ProcessEnv = {}): Promise<string> {
		const { program = '/bin/sh', cli = exporting } = using;
		const path = [dirname(cli ?? program), PATH].join(delimiter);
		const env = { ...process.env, ...files.environment, PATH: path, ...more };
		const { stdout } = await run(program, ['-c', script], { env });
		return stdout.trim();
	}

	const asked = (more: Partial<CopyRequest> = {}) => ({
		endpointName: 'digits',
		profile: 'digits',
		region: 'us-east-1',
		body: `${row}\n${row}`,
		endpointUrl: server.url,
		...more,
	});
	const requests: Partial<CopyRequest>[] = [
		{},
		{ profile: oddName, endpointName: 'digits-multi-model', targetModel: 'tuned.tar.gz' },
		{
			endpointName: 'digits-multi-container',
			targetContainerHostname: 'second',
			inferenceId: 'run 7',
			customAttributes: "it's=7",
		},
	];

	describe.each(clis)('the AWS CLI of version $version (skipped where it is missing)', ({ program: cli }) => {
		test.skipIf(cli === undefined).each(requests)('%o', async (more) => {
			const command = await copyAs('awsCli', asked(more));
			// The CLI cannot open the socket that Node gives it for /dev/stdout.
			expect(await paste(`${command} | cat`, cli === undefined ? {} : { cli })).toMatch(/^3\.0[\n,]3\.0\s*\{/);
		});
	});

	describe('boto3 (skipped where it is missing)', () => {
		test.skipIf(!hasBoto3).each(requests)('%o', async (more) => {
			const program = await copyAs('boto3', asked(more));
			expect(await paste(program, { program: tools.python })).toMatch(/^3\.0[\n,]3\.0$/);
		});
	});

	describe('the SageMaker Python SDK (skipped where version 3 is missing)', () => {
		test.skipIf(!hasSdk).each(requests)('%o', async (more) => {
			const program = await copyAs('sageMakerSdk', asked(more));
			const env = { AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME: server.url };
			expect(await paste(program, { program: tools.python }, env)).toMatch(/^3\.0[\n,]3\.0$/);
		});
	});

	describe('curl (skipped where it cannot sign, or version 2 of the AWS CLI is missing)', () => {
		const left = { AWS_SESSION_TOKEN: 'of other keys' };
		test.skipIf(!hasCurl).each(requests)('%o, whatever token is left in the shell', async (more) => {
			expect(await paste(await copyAs('curl', asked(more)), {}, left)).toMatch(/^3\.0[\n,]3\.0$/);
		});

		test.skipIf(!hasCurl)(
			'sends nothing where the credentials cannot be had, whatever keys are in the shell',
			async () => {
				const keys = {
					AWS_ACCESS_KEY_ID: temporary.accessKeyId,
					AWS_SECRET_ACCESS_KEY: temporary.secretAccessKey,
					AWS_SESSION_TOKEN: temporary.sessionToken ?? '',
				};
				const { endpointName, region, body, endpointUrl } = asked();
				expect(await paste(await copyAs('curl', { endpointName, region, body, endpointUrl }), {}, keys)).toMatch(
					/^3\.0/,
				);
				await expect(paste(await copyAs('curl', asked({ profile: 'gone' })), {}, keys)).rejects.toMatchObject({
					stdout: '',
					stderr: expect.stringMatching(/profile \(gone\) could not be found/) as string,
				});
			},
		);
	});
});
