import { describe, expect, test } from 'vitest';
import {
	copyAs as copy,
	formsOf,
	type CopyForm,
	type CopyRequest,
} from '../../../../src/endpoints/sageMaker/copyAs.ts';

const request: CopyRequest = { endpointName: 'digits', profile: 'digits', region: 'us-east-1', body: '0.0,1.0' };
const copyAs = async (form: CopyForm, asked: CopyRequest) =>
	copy(form, asked, () => Promise.resolve(asked.endpointUrl ?? 'https://runtime.example/'));

test('of an asynchronous endpoint there is the row, which is to be put into S3 first', () => {
	expect(formsOf({ ...request, asynchronous: true }, true)).toEqual(['csv']);
});

describe('texts', () => {
	test('the row alone', async () => {
		expect(await copyAs('csv', request)).toBe('0.0,1.0');
	});

	test('the AWS CLI of both versions', async () => {
		expect(await copyAs('awsCli', { ...request, contentType: 'text/libsvm' })).toContain('--content-type text/libsvm ');
		expect(await copyAs('awsCli', { ...request, profile: "it's mine", targetVariant: 'Blue' })).toBe(
			`printf %s 0.0,1.0 |
${[
	'aws sagemaker-runtime invoke-endpoint',
	'--endpoint-name digits',
	'--content-type text/csv',
	'--accept text/csv',
	'--target-variant Blue',
	`--profile 'it'\\''s mine'`,
	'--region us-east-1',
	'--body fileb:///dev/stdin /dev/stdout',
].join(' \\\n  ')}`,
		);
	});

	test('boto3', async () => {
		expect(await copyAs('boto3', { ...request, profile: 'say "hi"', accept: 'application/json' })).toBe(`import boto3

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

	test('version 3 of the SageMaker Python SDK', async () => {
		expect(await copyAs('sageMakerSdk', { ...request, inferenceComponent: 'tuned' })).toBe(`import boto3
from sagemaker.core.resources import Endpoint

endpoint = Endpoint(endpoint_name="digits")
response = endpoint.invoke(
    session=boto3.Session(profile_name="digits", region_name="us-east-1"),
    region="us-east-1",
    content_type="text/csv",
    accept="text/csv",
    inference_component_name="tuned",
    body="0.0,1.0",
)
print(response.body.read().decode())`);
	});

	test('curl', async () => {
		const { endpointName, region, body } = request;
		expect(await copyAs('curl', { endpointName, region, body })).toBe(
			`(keys="$(aws configure export-credentials --format env)" &&
unset AWS_SESSION_TOKEN && eval "$keys" &&
${[
	'curl',
	'--aws-sigv4 aws:amz:us-east-1:sagemaker',
	`--header 'Content-Type: text/csv'`,
	`--header 'Accept: text/csv'`,
	'--data-binary 0.0,1.0',
	`--user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY"`,
	`\${AWS_SESSION_TOKEN:+--header "X-Amz-Security-Token: $AWS_SESSION_TOKEN"}`,
	'https://runtime.example/endpoints/digits/invocations)',
].join(' \\\n  ')}`,
		);
	});

	test('the AWS CLI in PowerShell', async () => {
		expect(await copyAs('awsCliPowerShell', { ...request, profile: "it's mine", targetModel: '‘a’.tar.gz' })).toBe(
			`& {
$body, $answer = 1..2 | ForEach-Object { New-TemporaryFile }
Set-Content $body '0.0,1.0' -Encoding Ascii -NoNewline
${[
	'aws sagemaker-runtime invoke-endpoint',
	"--endpoint-name 'digits'",
	"--content-type 'text/csv'",
	"--accept 'text/csv'",
	"--target-model '‘‘a’’.tar.gz'",
	"--profile 'it''s mine'",
	"--region 'us-east-1'",
	'--body "fileb://$($body.FullName)" $answer.FullName',
].join(' `\n  ')}
Get-Content $answer; Remove-Item $body, $answer
}`,
		);
	});

	test('curl in PowerShell', async () => {
		expect(await copyAs('curlPowerShell', request)).toBe(
			`& {
$keys = aws configure export-credentials --profile 'digits' --format process | ConvertFrom-Json
if (-not $keys) { throw 'The AWS CLI gave no credentials.' }
$token = @(if ($keys.SessionToken) { "--header", "X-Amz-Security-Token: $($keys.SessionToken)" })
${[
	'curl.exe',
	"--aws-sigv4 'aws:amz:us-east-1:sagemaker'",
	"--header 'Content-Type: text/csv'",
	"--header 'Accept: text/csv'",
	"--data-binary '0.0,1.0'",
	'--user "$($keys.AccessKeyId):$($keys.SecretAccessKey)"',
	'@token',
	"'https://runtime.example/endpoints/digits/invocations'",
].join(' `\n  ')}
}`,
		);
	});

	const posixForms: CopyForm[] = ['csv', 'awsCli', 'boto3', 'sageMakerSdk', 'curl'];
	test.each<[string, CopyRequest, boolean, CopyForm[]]>([
		['elsewhere', request, false, posixForms],
		['on Windows', request, true, ['csv', 'awsCliPowerShell', 'curlPowerShell', ...posixForms.slice(1)]],
		['on Windows with what its two PowerShells read differently', { ...request, profile: 'a"b' }, true, posixForms],
		['on Windows with a backslash at an end', { ...request, profile: 'a b\\' }, true, posixForms],
		['with an address', { ...request, endpointUrl: 'https://own.example' }, false, ['csv', 'awsCli', 'boto3', 'curl']],
	])('the forms %s', (_, asked, onWindows, expected) => {
		expect(formsOf(asked, onWindows)).toEqual(expected);
	});
});
