import type { SageMakerConfig } from './config.ts';

/** The ways to send a row by hand. */
export type CopyForm = 'csv' | 'awsCli' | 'boto3' | 'curl';

export interface CopyRequest extends Pick<
	SageMakerConfig,
	'endpointName' | 'profile' | 'accept' | 'targetVariant' | 'targetModel' | 'inferenceComponent' | 'endpointUrl'
> {
	/** Where the request went. */
	readonly region: string;
	/** CSV rows, as sent. */
	readonly body: string;
}

type Option = readonly [name: string, value: string | undefined];

const forms: Record<CopyForm, (request: CopyRequest) => string> = {
	csv: ({ body }) => body,

	awsCli: (request) =>
		shellCommand('aws sagemaker-runtime invoke-endpoint', [
			['--endpoint-name', request.endpointName],
			['--content-type', 'text/csv'],
			['--accept', request.accept ?? 'text/csv'],
			['--target-variant', request.targetVariant],
			['--target-model', request.targetModel],
			['--inference-component-name', request.inferenceComponent],
			['--profile', request.profile],
			['--region', request.region],
			['--endpoint-url', request.endpointUrl],
			['--cli-binary-format', 'raw-in-base64-out'],
			['--body', request.body],
		]) + ' /dev/stdout',

	boto3: (request) => {
		const session = pythonArguments([
			['profile_name', request.profile],
			['region_name', request.region],
		]);
		const client = [pythonQuote('sagemaker-runtime'), ...pythonArguments([['endpoint_url', request.endpointUrl]])];
		const call = pythonArguments([
			['EndpointName', request.endpointName],
			['ContentType', 'text/csv'],
			['Accept', request.accept ?? 'text/csv'],
			['TargetVariant', request.targetVariant],
			['TargetModel', request.targetModel],
			['InferenceComponentName', request.inferenceComponent],
			['Body', request.body],
		]);
		return [
			'import boto3',
			'',
			`session = boto3.Session(${session.join(', ')})`,
			`runtime = session.client(${client.join(', ')})`,
			'response = runtime.invoke_endpoint(',
			...call.map((argument) => `    ${argument},`),
			')',
			'print(response["Body"].read().decode())',
		].join('\n');
	},

	curl: (request) => {
		const origin = request.endpointUrl?.replace(/\/+$/, '') ?? runtimeOrigin(request.region);
		const header = (name: string, value: string | undefined): Option => [
			'--header',
			value === undefined ? undefined : `${name}: ${value}`,
		];
		const command = shellCommand('curl', [
			['--aws-sigv4', `aws:amz:${request.region}:sagemaker`],
			header('Content-Type', 'text/csv'),
			header('Accept', request.accept ?? 'text/csv'),
			header('X-Amzn-SageMaker-Target-Variant', request.targetVariant),
			header('X-Amzn-SageMaker-Target-Model', request.targetModel),
			header('X-Amzn-SageMaker-Inference-Component', request.inferenceComponent),
			['--data-binary', request.body],
		]);
		const keys = [
			'--user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY"',
			'${AWS_SESSION_TOKEN:+--header "X-Amz-Security-Token: $AWS_SESSION_TOKEN"}',
		];
		const url = shellQuote(`${origin}/endpoints/${encodeURIComponent(request.endpointName)}/invocations`);
		const profile = request.profile === undefined ? '' : ` --profile ${shellQuote(request.profile)}`;
		// In parentheses, so that no key stays behind in the shell.
		return [
			`(eval "$(aws configure export-credentials${profile} --format env)"`,
			`${[command, ...keys, url].join(' \\\n  ')})`,
		].join('\n');
	},
};

/** A row, or the text of a command or a program that sends it. Keys are never in it. */
export function copyAs(form: CopyForm, request: CopyRequest): string {
	return forms[form](request);
}

function shellCommand(program: string, options: readonly Option[]): string {
	const given = options.flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${shellQuote(value)}`]));
	return [program, ...given].join(' \\\n  ');
}

/** For POSIX shells. */
function shellQuote(text: string): string {
	return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

function pythonArguments(options: readonly Option[]): string[] {
	return options.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${pythonQuote(value)}`]));
}

/** JSON's escapes are Python's too. */
function pythonQuote(text: string): string {
	return JSON.stringify(text);
}

function runtimeOrigin(region: string): string {
	const domain = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
	return `https://runtime.sagemaker.${region}.${domain}`;
}
