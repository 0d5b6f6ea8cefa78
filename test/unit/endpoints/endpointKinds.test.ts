import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { lazyAws } from '../../../src/aws/index.ts';
import type { Translate } from '../../../src/core/translate.ts';
import type { EndpointDependencies } from '../../../src/endpoints/endpointKind.ts';
import { endpointKindOf, endpointKinds, type AnyConfig } from '../../../src/endpoints/endpointKinds.ts';

const dependencies: EndpointDependencies = {
	readBuiltInModel: () => Promise.resolve(readFileSync('media/digits.safetensors')),
	modelFiles: {
		stat: () => Promise.resolve({ mtime: 0, size: 0 }),
		readFile: () => Promise.resolve(new Uint8Array()),
	},
	aws: lazyAws(),
	apiKey: () => Promise.resolve(undefined),
};
const english: Translate = (sentence) => sentence;

describe('endpointKindOf', () => {
	test.each<[AnyConfig, string, object]>([
		[{ type: 'builtIn', name: 'inside' }, 'on this machine, no account', { isLocal: true, needs: 'digit' }],
		[
			{ type: 'sageMaker', name: 'prod', endpointName: 'mnist', profile: 'team', region: 'eu-west-1' },
			'SageMaker · mnist · team · eu-west-1',
			{ isLocal: false, needs: 'digit' },
		],
		[
			{ type: 'restApi', name: 'api', url: 'https://example.com/invoke', labels: ['no', 'yes'] },
			'REST API · https://example.com/invoke',
			{ isLocal: false, needs: 'original', labels: ['no', 'yes'] },
		],
		[
			{ type: 'container', name: 'local', url: 'http://localhost:8080' },
			'Container · http://localhost:8080',
			{ isLocal: false, needs: 'digit' },
		],
		[{ type: 'modelFile', name: 'mine', path: '~/m.ubj' }, 'Model file · ~/m.ubj', { isLocal: true, needs: 'digit' }],
	])('%j', async (config, description, facts) => {
		const kind = endpointKindOf(config);
		expect(kind.type).toBe(config.type);
		expect(kind.describe(config, english)).toBe(description);
		expect(await kind.create(config, dependencies)).toMatchObject({ name: config.name, ...facts });
	});

	test('no two kinds have one type or one title', () => {
		const names = endpointKinds.flatMap(({ type, title }) => [type, title(english)]);
		expect(new Set(names).size).toBe(2 * endpointKinds.length);
	});
});
