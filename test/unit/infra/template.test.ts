import { readFileSync } from 'node:fs';
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { describe, expect, it } from 'vitest';
import { lintTemplate, parseTemplate } from './cloudFormation.ts';

const template = parseTemplate(readFileSync('infra/template.yaml', 'utf8'));

const database = loadAwsServiceSpecSync();

/** Of an `AWS::Serverless::Api` named Api that has a usage plan. */
const generatedBySam = ['ApiApiKey'];

describe('infra/template.yaml', () => {
	it('is what CloudFormation takes', () => {
		expect(lintTemplate(template, generatedBySam, database)).toEqual([]);
	});

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
		['an unknown attribute', { Properties: { ModelName: { 'Fn::GetAtt': 'Endpoint.Url' } } }, 'the name Endpoint.Url'],
	])('would not pass with %s', (_, change, finding) => {
		const Model = { Type: 'AWS::SageMaker::Model', Properties: {}, ...change };
		const Resources = { ...template.Resources, Model };
		expect(lintTemplate({ ...template, Resources }, generatedBySam, database).join('\n')).toContain(finding);
	});

	it("lets pictures through, and only with the API's key", () => {
		expect(template.Resources.Api?.Properties).toMatchObject({
			BinaryMediaTypes: ['multipart~1form-data'],
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
		const { 'Fn::Sub': text } = template.Outputs.Endpoints?.Value as { 'Fn::Sub': string };
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

	it('knows an account of twelve digits for every region', () => {
		const accounts = Object.entries(template.Mappings.XGBoostRegistry ?? {});
		expect(accounts.length).toBeGreaterThan(30);
		for (const [region, entry] of accounts) {
			expect(region).toMatch(/^[a-z]{2}(-gov)?-[a-z]+-\d$/);
			expect((entry as { Account: unknown }).Account).toMatch(/^\d{12}$/);
		}
	});
});
