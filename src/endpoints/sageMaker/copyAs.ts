import type { SageMakerConfig } from './config.ts';
import { posixQuote, powerShellQuote, pythonQuote } from './quote.ts';

/**
 * The ways to send a row by hand: for POSIX shells, Python, and the two PowerShells (5.1 of Windows, and 7). The AWS
 * CLI may be of version 1 or 2, but version 1 gives curl no keys.
 */
export type CopyForm = 'csv' | 'awsCli' | 'boto3' | 'sageMakerSdk' | 'curl' | 'awsCliPowerShell' | 'curlPowerShell';

export interface CopyRequest extends Pick<
	SageMakerConfig,
	| 'endpointName'
	| 'profile'
	| 'contentType'
	| 'accept'
	| 'targetVariant'
	| 'targetModel'
	| 'targetContainerHostname'
	| 'inferenceComponent'
	| 'inferenceId'
	| 'customAttributes'
	| 'asynchronous'
	| 'endpointUrl'
> {
	/** Where the request went. */
	readonly region: string;
	/** Rows, as sent. */
	readonly body: string;
}

/** Gives SageMaker Runtime's address as the product calls it. Rejects with a `ProblemError`. */
export type RuntimeUrl = () => Promise<string>;

type Option = readonly [name: string, value: string | undefined];

const forms: Record<CopyForm, (request: CopyRequest, runtimeUrl: RuntimeUrl) => string | Promise<string>> = {
	csv: ({ body }) => body,

	// Bytes of a file, or version 2 would take a text for base64, and version 1 has no option against that.
	awsCli: (request) => {
		const call = [
			...posixCommand('aws sagemaker-runtime invoke-endpoint', awsCliOptions(request)),
			'--body fileb:///dev/stdin',
		];
		return `printf %s ${posixQuote(request.body)} |\n${call.join(posixNewLine)} /dev/stdout`;
	},

	boto3: (request) => {
		const client = [pythonQuote('sagemaker-runtime'), ...pythonArguments([['endpoint_url', request.endpointUrl]])];
		const call = pythonArguments([
			['EndpointName', request.endpointName],
			['ContentType', request.contentType ?? 'text/csv'],
			['Accept', request.accept ?? 'text/csv'],
			['TargetVariant', request.targetVariant],
			['TargetModel', request.targetModel],
			['TargetContainerHostname', request.targetContainerHostname],
			['InferenceComponentName', request.inferenceComponent],
			['InferenceId', request.inferenceId],
			['CustomAttributes', request.customAttributes],
			['Body', request.body],
		]);
		return [
			'import boto3',
			'',
			`session = ${boto3Session(request)}`,
			`runtime = session.client(${client.join(', ')})`,
			...pythonCall('response = runtime.invoke_endpoint', call),
			'print(response["Body"].read().decode())',
		].join('\n');
	},

	// Of version 3: 2 has no `sagemaker.core`, and 3 none of its predictors.
	sageMakerSdk: (request) => {
		const call = pythonArguments([
			['region', request.region],
			['content_type', request.contentType ?? 'text/csv'],
			['accept', request.accept ?? 'text/csv'],
			['target_variant', request.targetVariant],
			['target_model', request.targetModel],
			['target_container_hostname', request.targetContainerHostname],
			['inference_component_name', request.inferenceComponent],
			['inference_id', request.inferenceId],
			['custom_attributes', request.customAttributes],
			['body', request.body],
		]);
		return [
			'import boto3',
			'from sagemaker.core.resources import Endpoint',
			'',
			`endpoint = Endpoint(${pythonArguments([['endpoint_name', request.endpointName]]).join()})`,
			...pythonCall('response = endpoint.invoke', [`session=${boto3Session(request)}`, ...call]),
			'print(response.body.read().decode())',
		].join('\n');
	},

	// In parentheses, so that no key stays behind in the shell; a token left there would not be of these keys.
	curl: async (request, runtimeUrl) => {
		const profile = request.profile === undefined ? '' : ` --profile ${posixQuote(request.profile)}`;
		const call = [
			...posixCommand('curl', curlOptions(request)),
			'--user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY"',
			'${AWS_SESSION_TOKEN:+--header "X-Amz-Security-Token: $AWS_SESSION_TOKEN"}',
			posixQuote(invocationUrl(await runtimeUrl(), request)),
		];
		return [
			`(keys="$(aws configure export-credentials${profile} --format env)" &&`,
			'unset AWS_SESSION_TOKEN && eval "$keys" &&',
			`${call.join(posixNewLine)})`,
		].join('\n');
	},

	// Windows has no /dev/stdin. In a block of its own, so that no variable stays behind; of the next form no key.
	awsCliPowerShell: (request) => {
		const call = [
			...powerShellCommand('aws sagemaker-runtime invoke-endpoint', awsCliOptions(request)),
			'--body "fileb://$($body.FullName)" $answer.FullName',
		];
		return powerShellBlock(
			'$body, $answer = 1..2 | ForEach-Object { New-TemporaryFile }',
			`Set-Content $body ${powerShellQuote(request.body)} -Encoding Ascii -NoNewline`,
			call.join(powerShellNewLine),
			'Get-Content $answer; Remove-Item $body, $answer',
		);
	},

	// In Windows' own PowerShell `curl` is another program's name.
	curlPowerShell: async (request, runtimeUrl) => {
		const profile = request.profile === undefined ? '' : ` --profile ${powerShellQuote(request.profile)}`;
		const call = [
			...powerShellCommand('curl.exe', curlOptions(request)),
			'--user "$($keys.AccessKeyId):$($keys.SecretAccessKey)"',
			'@token',
			powerShellQuote(invocationUrl(await runtimeUrl(), request)),
		];
		return powerShellBlock(
			`$keys = aws configure export-credentials${profile} --format process | ConvertFrom-Json`,
			"if (-not $keys) { throw 'The AWS CLI gave no credentials.' }",
			'$token = @(if ($keys.SessionToken) { "--header", "X-Amz-Security-Token: $($keys.SessionToken)" })',
			call.join(powerShellNewLine),
		);
	},
};

/** A row, or the text of a command or a program that sends it. Keys are never in it. */
export async function copyAs(form: CopyForm, request: CopyRequest, runtimeUrl: RuntimeUrl): Promise<string> {
	return forms[form](request, runtimeUrl);
}

/**
 * Those that a request can have: of an asynchronous one the row, since all but the newest AWS CLI and boto3 take it from
 * S3 alone. PowerShell 5.1 hands a double quote to a program as the end of an argument, and a backslash at its end as
 * one before the quote there; 7 hands over what is written: no text is right in both. The SageMaker SDK takes no address.
 */
export function formsOf(request: CopyRequest, onWindows: boolean): CopyForm[] {
	if (request.asynchronous) {
		return ['csv'];
	}
	const forPowerShell = onWindows && !awsCliOptions(request).some(([, value]) => value && /"|\\$/.test(value));
	return [
		'csv',
		...(forPowerShell ? (['awsCliPowerShell', 'curlPowerShell'] as const) : []),
		'awsCli',
		'boto3',
		...(request.endpointUrl === undefined ? (['sageMakerSdk'] as const) : []),
		'curl',
	];
}

/** Without the body. */
function awsCliOptions(request: CopyRequest): Option[] {
	return [
		['--endpoint-name', request.endpointName],
		['--content-type', request.contentType ?? 'text/csv'],
		['--accept', request.accept ?? 'text/csv'],
		['--target-variant', request.targetVariant],
		['--target-model', request.targetModel],
		['--target-container-hostname', request.targetContainerHostname],
		['--inference-component-name', request.inferenceComponent],
		['--inference-id', request.inferenceId],
		['--custom-attributes', request.customAttributes],
		['--profile', request.profile],
		['--region', request.region],
		['--endpoint-url', request.endpointUrl],
	];
}

/** Without the keys and the address. */
function curlOptions(request: CopyRequest): Option[] {
	const header = (name: string, value: string | undefined): Option => [
		'--header',
		value === undefined ? undefined : `${name}: ${value}`,
	];
	return [
		['--aws-sigv4', `aws:amz:${request.region}:sagemaker`],
		header('Content-Type', request.contentType ?? 'text/csv'),
		header('Accept', request.accept ?? 'text/csv'),
		header('X-Amzn-SageMaker-Target-Variant', request.targetVariant),
		header('X-Amzn-SageMaker-Target-Model', request.targetModel),
		header('X-Amzn-SageMaker-Target-Container-Hostname', request.targetContainerHostname),
		header('X-Amzn-SageMaker-Inference-Component', request.inferenceComponent),
		header('X-Amzn-SageMaker-Inference-Id', request.inferenceId),
		header('X-Amzn-SageMaker-Custom-Attributes', request.customAttributes),
		['--data-binary', request.body],
	];
}

const posixNewLine = ' \\\n  ';
const powerShellNewLine = ' `\n  ';

function posixCommand(program: string, options: readonly Option[]): string[] {
	return [program, ...quoted(options, posixQuote)];
}

function powerShellCommand(program: string, options: readonly Option[]): string[] {
	return [program, ...quoted(options, powerShellQuote)];
}

function quoted(options: readonly Option[], quote: (text: string) => string): string[] {
	return options.flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${quote(value)}`]));
}

function powerShellBlock(...lines: readonly string[]): string {
	return ['& {', ...lines, '}'].join('\n');
}

function boto3Session({ profile, region }: CopyRequest): string {
	const settings = pythonArguments([
		['profile_name', profile],
		['region_name', region],
	]);
	return `boto3.Session(${settings.join(', ')})`;
}

function pythonCall(called: string, settings: readonly string[]): string[] {
	return [`${called}(`, ...settings.map((setting) => `    ${setting},`), ')'];
}

function pythonArguments(options: readonly Option[]): string[] {
	return options.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${pythonQuote(value)}`]));
}

function invocationUrl(runtimeUrl: string, { endpointName }: CopyRequest): string {
	return `${runtimeUrl.replace(/\/+$/, '')}/endpoints/${encodeURIComponent(endpointName)}/invocations`;
}
