import { execFile } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { copyAs, type CopyRequest } from '../../../../src/endpoints/sageMaker/copyAs.ts';
import { knownIdentities, writeAwsFiles, type AwsFiles } from '../../../../tools/sageMakerServer/identities.ts';
import type { IssuedKey } from '../../../../tools/sageMakerServer/keys.ts';
import { startSageMakerServer, type SageMakerServer } from '../../../../tools/sageMakerServer/server.ts';
import { useAwsHome } from '../../aws/awsHome.ts';

const home = useAwsHome();
const row = `0.5${',0.0'.repeat(783)}`;
const request: CopyRequest = { endpointName: 'digits', profile: 'digits', region: 'us-east-1', body: '0.0,1.0' };

describe('texts', () => {
	test('the row alone', () => {
		expect(copyAs('csv', request)).toBe('0.0,1.0');
	});

	test('the AWS CLI', () => {
		expect(copyAs('awsCli', { ...request, profile: "it's mine", targetVariant: 'Blue' })).toBe(
			[
				'aws sagemaker-runtime invoke-endpoint',
				'--endpoint-name digits',
				'--content-type text/csv',
				'--accept text/csv',
				'--target-variant Blue',
				`--profile 'it'\\''s mine'`,
				'--region us-east-1',
				'--cli-binary-format raw-in-base64-out',
				'--body 0.0,1.0 /dev/stdout',
			].join(' \\\n  '),
		);
	});

	test('boto3', () => {
		expect(copyAs('boto3', { ...request, profile: 'say "hi"', accept: 'application/json' })).toBe(`import boto3

session = boto3.Session(profile_name="say \\"hi\\"", region_name="us-east-1")
runtime = session.client("sagemaker-runtime")
response = runtime.invoke_endpoint(
    EndpointName="digits",
    ContentType="text/csv",
    Accept="application/json",
    Body="0.0,1.0",
)
print(response["Body"].read().decode())`);
	});

	test('curl', () => {
		const { endpointName, region, body } = request;
		expect(copyAs('curl', { endpointName, region, body })).toBe(
			[
				`(eval "$(aws configure export-credentials --format env)"\ncurl`,
				'--aws-sigv4 aws:amz:us-east-1:sagemaker',
				`--header 'Content-Type: text/csv'`,
				`--header 'Accept: text/csv'`,
				'--data-binary 0.0,1.0',
				`--user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY"`,
				`\${AWS_SESSION_TOKEN:+--header "X-Amz-Security-Token: $AWS_SESSION_TOKEN"}`,
				'https://runtime.sagemaker.us-east-1.amazonaws.com/endpoints/digits/invocations)',
			].join(' \\\n  '),
		);
	});

	test.each([
		['us-east-1', 'https://runtime.sagemaker.us-east-1.amazonaws.com/'],
		['cn-north-1', 'https://runtime.sagemaker.cn-north-1.amazonaws.com.cn/'],
	])('the address in %s', (region, url) => {
		expect(copyAs('curl', { ...request, region })).toContain(url);
	});
});

const run = promisify(execFile);

/** Tools of Debian's, where they are. */
const tools = { aws: '/usr/bin/aws', python: '/usr/bin/python3', curl: '/usr/bin/curl' };
const has = async (program: string, ...args: string[]) =>
	run(program, args).then(
		() => true,
		() => false,
	);
const hasCli = await has(tools.aws, 'configure', 'export-credentials', 'help');
const hasBoto3 = await has(tools.python, '-c', 'import boto3');
const hasCurl = hasCli && (await has('/bin/sh', '-c', `${tools.curl} --help all | grep -q aws-sigv4`));

const temporary: IssuedKey = {
	accessKeyId: 'ASIATEMPORARY7EXAMPL',
	secretAccessKey: 'abcdefghijklmnopqrstuvwxyzabcdefghEXAMPLE',
	sessionToken: 'AQoDYXdzEJr///temporary+EXAMPLE==',
	expiration: new Date(Date.now() + 3600_000),
	arn: 'arn:aws:sts::123456789012:assumed-role/Tester/session',
};

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
			`[it's temporary]
aws_access_key_id = ${temporary.accessKeyId}
aws_secret_access_key = ${temporary.secretAccessKey}
aws_session_token = ${temporary.sessionToken}
`,
		);
	});
	afterAll(() => server.close());

	async function paste(script: string, program = '/bin/sh'): Promise<string> {
		const env = { ...process.env, ...files.environment, PATH: `/usr/bin:/bin` };
		const { stdout } = await run(program, ['-c', script], { env });
		return stdout;
	}

	const temporaryMultiModel = {
		profile: "it's temporary",
		endpointName: 'digits-multi-model',
		targetModel: 'tuned.tar.gz',
	};

	test.runIf(hasCli).each([{}, temporaryMultiModel])('the AWS CLI %o', async (more) => {
		const command = copyAs('awsCli', { ...request, body: `${row}\n${row}`, ...more, endpointUrl: server.url });
		// The CLI cannot open the socket that Node gives it for /dev/stdout.
		expect(await paste(`${command} | cat`)).toMatch(/^3\.0[\n,]3\.0\s*\{/);
	});

	test.runIf(hasBoto3).each([{}, temporaryMultiModel])('boto3 %o', async (more) => {
		const program = copyAs('boto3', { ...request, body: `${row}\n${row}`, ...more, endpointUrl: server.url });
		expect((await paste(program, tools.python)).trim()).toMatch(/^3\.0[\n,]3\.0$/);
	});

	test.runIf(hasCurl).each([{}, temporaryMultiModel])('curl %o', async (more) => {
		const command = copyAs('curl', { ...request, body: `${row}\n${row}`, ...more, endpointUrl: server.url });
		expect((await paste(command)).trim()).toMatch(/^3\.0[\n,]3\.0$/);
	});
});
