import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { deployService, type Run } from '../../../scripts/deployService.ts';
import { unpackModel } from '../../../src/endpoints/modelFile/unpackModel.ts';

const model = 'test/fixtures/models/small.ubj';
const endpoints = [
	{ name: 'digits API', type: 'restApi', url: 'https://abc.execute-api.eu-west-1.amazonaws.com/api/invoke' },
];

/** Stands for the shell: what was run, and what AWS says of the stack. */
function createShell() {
	const commands: string[] = [];
	const run: Run = (command, args, output) => {
		commands.push([command === process.execPath ? 'node' : command, ...args].join(' '));
		const outputs = [
			{ OutputKey: 'Endpoints', OutputValue: JSON.stringify(endpoints) },
			{ OutputKey: 'ApiKeyId', OutputValue: 'k1' },
		];
		return output === 'return' ? JSON.stringify(outputs) : '';
	};
	return { commands, run };
}

describe('deployService', () => {
	it('bundles, uploads, deploys, and gives the settings', async () => {
		const { commands, run } = createShell();
		const options = { bucket: 'mine', stack: 'digits', model, instanceType: '', profile: 'dev', region: 'eu-west-1' };
		expect(deployService(options, run)).toEqual({
			endpoints,
			keyCommand:
				'aws apigateway get-api-key --include-value --query value --output text --profile dev --region eu-west-1 --api-key k1',
		});
		const [url] = /s3:\/\/mine\/digits\/[0-9a-f]{16}\/model\.tar\.gz/.exec(commands.join()) ?? [];
		expect(commands).toEqual([
			'node esbuild.mjs --lambda',
			`aws s3 cp .cache/model.tar.gz ${url} --profile dev --region eu-west-1`,
			'aws cloudformation package --template-file infra/template.yaml --s3-bucket mine --s3-prefix digits' +
				' --output-template-file .cache/template.yaml --profile dev --region eu-west-1',
			'aws cloudformation deploy --template-file .cache/template.yaml --stack-name digits' +
				` --capabilities CAPABILITY_IAM --no-fail-on-empty-changeset --parameter-overrides ModelDataUrl=${url} InstanceType=` +
				' --profile dev --region eu-west-1',
			'aws cloudformation describe-stacks --stack-name digits --query Stacks[0].Outputs --output json' +
				' --profile dev --region eu-west-1',
		]);
		const uploaded = await unpackModel(readFileSync('.cache/model.tar.gz'));
		expect(Buffer.from(uploaded)).toEqual(readFileSync(model));
	});

	it('gives another model another URL, and the same model the same', () => {
		const urlOf = (model: string) => {
			const { commands, run } = createShell();
			deployService({ bucket: 'mine', stack: 'digits', model, instanceType: 'ml.m5.large' }, run);
			return commands[1];
		};
		expect(urlOf(model)).toBe(urlOf(model));
		expect(urlOf(model)).not.toBe(urlOf('test/fixtures/models/small.json'));
	});
});
