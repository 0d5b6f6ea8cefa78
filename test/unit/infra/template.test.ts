import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { describe, expect, it } from 'vitest';
import {
	defaultXgboostImage,
	xgboostImages,
	xgboostImageUri,
	xgboostRegistries,
} from '../../../src/aws/xgboostImages.ts';
import { jobsRolePolicy, jobsRoleTrust } from '../../../src/aws/jobsRole.ts';
import { binaryMediaTypes } from '../../../tools/localService/apiGateway.ts';
import { lintTemplate, parseTemplate } from './cloudFormation.ts';

const read = (name: string) => parseTemplate(readFileSync(`infra/${name}.yaml`, 'utf8'));
const template = read('template');
const hasCfnLint = spawnSync('cfn-lint', ['--version']).status === 0;

const database = loadAwsServiceSpecSync();

/** Of an `AWS::Serverless::Api` named Api that has a usage plan. */
const generatedBySam = ['ApiApiKey'];

describe.each(['template', 'bucket', 'jobs-role'])('infra/%s.yaml', (name) => {
	it('is what CloudFormation takes', () => {
		expect(lintTemplate(read(name), generatedBySam, database)).toEqual([]);
	});

	// W3005 is of what SAM writes itself.
	it.runIf(hasCfnLint)('is what cfn-lint takes', () => {
		const { status, stdout } = spawnSync('cfn-lint', ['-i', 'W3005', '--', `infra/${name}.yaml`], { encoding: 'utf8' });
		expect(stdout).toBe('');
		expect(status).toBe(0);
	});
});

describe('infra/template.yaml', () => {
	it.each([
		['an unknown type', { Type: 'AWS::SageMaker::Modell' }, 'Model: no resource AWS::SageMaker::Modell'],
		['a misspelt property', { Properties: { Role: 'x' } }, 'Model.Role is unknown'],
		['a property of another type', { Properties: { ModelName: 7 } }, 'Model.ModelName is no string'],
		[
			'a misspelling inside',
			{ Properties: { PrimaryContainer: { Img: 'x' } } },
			'Model.PrimaryContainer.Img is unknown',
		],
		['an unknown name', { Properties: { ModelName: { Ref: 'Nothing' } } }, 'nothing has the name Nothing'],
		[
			'an unknown condition',
			{ Properties: { ModelName: { 'Fn::If': ['IsIt', 'a', 'b'] } } },
			'no condition has the name IsIt',
		],
		['an unknown attribute', { Properties: { ModelName: { 'Fn::GetAtt': 'Endpoint.Url' } } }, 'the name Endpoint.Url'],
	])('would not pass with %s', (_, change, finding) => {
		const Model = { Type: 'AWS::SageMaker::Model', Properties: {}, ...change };
		const Resources = { ...template.Resources, Model };
		expect(lintTemplate({ ...template, Resources }, generatedBySam, database).join('\n')).toContain(finding);
	});

	it("lets pictures through, and only with the API's key", () => {
		expect(template.Resources.Api?.Properties).toMatchObject({
			BinaryMediaTypes: binaryMediaTypes.map((type) => type.replace('/', '~1')),
			Auth: { ApiKeyRequired: true },
		});
	});

	it('gives the Lambda the right to invoke that endpoint and no other', () => {
		expect(template.Resources.Classify?.Properties.Policies).toEqual([
			{
				Version: '2012-10-17',
				Statement: [{ Effect: 'Allow', Action: 'sagemaker:InvokeEndpoint', Resource: { Ref: 'Endpoint' } }],
			},
		]);
	});

	it('writes settings that can be pasted', () => {
		const { 'Fn::Sub': text } = template.Outputs?.Endpoints?.Value as { 'Fn::Sub': string };
		expect(JSON.parse(text.replaceAll(/\$\{([^}]+)\}/g, '$1'))).toEqual([
			{
				name: 'AWS::StackName API',
				type: 'restApi',
				authentication: 'apiKey',
				url: 'https://Api.execute-api.AWS::Region.AWS::URLSuffix/api/invoke',
			},
			{
				name: 'AWS::StackName SageMaker',
				type: 'sageMaker',
				endpointName: 'Endpoint.EndpointName',
				region: 'AWS::Region',
			},
		]);
	});

	it('knows the images and their accounts as the extension does', () => {
		expect(template.Parameters.XGBoostImage).toMatchObject({
			Default: defaultXgboostImage,
			AllowedValues: [...xgboostImages],
		});
		const accounts = Object.entries(xgboostRegistries).map(([region, Account]) => [region, { Account }]);
		expect(template.Mappings?.XGBoostRegistry).toEqual(Object.fromEntries(accounts));
		expect(xgboostImageUri('3.2-0', 'cn-north-1')).toBe(
			'450853457545.dkr.ecr.cn-north-1.amazonaws.com.cn/sagemaker-xgboost:3.2-0',
		);
	});

	it("lets pages of the one origin read the API's own errors, such as that of a missing key", () => {
		const origin = { 'Fn::If': ['HasAllowedOrigin', { 'Fn::Sub': "'${AllowedOrigin}'" }, { Ref: 'AWS::NoValue' }] };
		const response = { ResponseParameters: { Headers: { 'Access-Control-Allow-Origin': origin } } };
		expect(template.Resources.Api?.Properties.GatewayResponses).toEqual({
			DEFAULT_4XX: response,
			DEFAULT_5XX: response,
		});
	});

	it('lets a browser ask without the key whether a page may send', () => {
		const { Events } = template.Resources.Classify?.Properties as { Events: Record<string, { Properties: object }> };
		expect(Events.Preflight?.Properties).toMatchObject({ Method: 'options', Auth: { ApiKeyRequired: false } });
		expect(Events.Invoke?.Properties).not.toHaveProperty('Auth');
	});

	it('keeps no log for ever', () => {
		const logs = Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::Logs::LogGroup');
		expect(logs.map(({ Properties }) => Properties.RetentionInDays)).toEqual(
			Array.from({ length: 2 }, () => ({ Ref: 'LogRetentionDays' })),
		);
	});
});

describe('infra/bucket.yaml', () => {
	it('makes a private, encrypted bucket without versions', () => {
		const { Properties = {} } = read('bucket').Resources.Bucket ?? {};
		expect(Properties).toMatchObject({
			PublicAccessBlockConfiguration: {
				BlockPublicAcls: true,
				BlockPublicPolicy: true,
				IgnorePublicAcls: true,
				RestrictPublicBuckets: true,
			},
			OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
		});
		expect(Properties).toHaveProperty('BucketEncryption');
		expect(Properties).not.toHaveProperty('VersioningConfiguration');
	});
});

describe('infra/jobs-role.yaml', () => {
	const role = read('jobs-role').Resources.JobsRole?.Properties ?? {};
	const values = {
		'AWS::Partition': 'aws-cn',
		'AWS::Region': 'cn-north-1',
		'AWS::AccountId': '111122223333',
		Bucket: 'mine',
		Prefix: 'digits/jobs',
	};
	const scope = {
		partition: values['AWS::Partition'],
		region: values['AWS::Region'],
		account: values['AWS::AccountId'],
		bucket: values.Bucket,
		prefix: values.Prefix,
	};

	it.each([undefined, 'arn:aws-cn:kms:cn-north-1:111122223333:key/1234'])(
		'gives the role what an administrator is told to give, with the key %s',
		(kmsKeyArn) => {
			const [{ PolicyDocument }] = resolve(role.Policies, { ...values, KmsKeyArn: kmsKeyArn }) as [
				{ PolicyDocument: unknown },
			];
			expect(PolicyDocument).toEqual(jobsRolePolicy({ ...scope, ...(kmsKeyArn && { kmsKeyArn }) }));
		},
	);

	it('trusts SageMaker alone', () => {
		expect(role.AssumeRolePolicyDocument).toEqual(jobsRoleTrust);
	});
});

/** As CloudFormation does, as far as that template needs it; its one condition is whether there is a key. */
function resolve(value: unknown, values: Readonly<Record<string, string | undefined>>): unknown {
	if (Array.isArray(value)) {
		return value.map((item) => resolve(item, values)).filter((item) => item !== undefined);
	}
	if (typeof value !== 'object' || value === null) {
		return value;
	}
	const { Ref: ref, 'Fn::Sub': text, 'Fn::If': choice, ...rest } = value as Record<string, unknown>;
	if (typeof ref === 'string') {
		return values[ref];
	}
	if (typeof text === 'string') {
		return text.replaceAll(/\$\{([^}]+)\}/g, (_, name: string) => values[name] ?? '');
	}
	if (Array.isArray(choice)) {
		return resolve(values.KmsKeyArn === undefined ? choice[2] : choice[1], values);
	}
	return Object.fromEntries(Object.entries(rest).map(([key, item]) => [key, resolve(item, values)]));
}
