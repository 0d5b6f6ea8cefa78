import { describe, expect, test } from 'vitest';
import { findConfig, parseEndpointConfigs } from '../../../src/endpoints/parseConfigs.ts';
import manifest from '../../../package.json' with { type: 'json' };

const schema = manifest.contributes.configuration.properties['digitClassifier.endpoints'].items;
const parse = (value: unknown) => parseEndpointConfigs(value, schema as object);

describe('parseEndpointConfigs', () => {
	test.each([
		[{ type: 'sageMaker', name: 'prod', endpointName: 'mnist-2026', profile: 'my team', region: 'eu-central-1' }],
		[{ type: 'sageMaker', name: 'x', endpointName: 'a', labels: ['shirt', 'shoe'], pixelRange: '0-255' }],
		[{ type: 'restApi', name: 'api', url: 'https://example.com/prod/invoke', authentication: 'apiKey' }],
		[{ type: 'container', name: 'local', url: 'http://localhost:8080' }],
		[{ type: 'modelFile', name: 'file', path: '~/model.tar.gz' }],
	])('takes %j', (entry) => {
		expect(parse([entry])).toEqual({ valid: [entry], invalid: [] });
	});

	test.each([
		['no object', 7],
		['no type', { name: 'a' }],
		['an unknown type', { type: 'lambda', name: 'a' }],
		['no name', { type: 'container', url: 'http://localhost:8080' }],
		['the name of the built-in model', { type: 'container', name: 'built-in', url: 'http://localhost:8080' }],
		['no endpointName', { type: 'sageMaker', name: 'a' }],
		['an endpointName that SageMaker refuses', { type: 'sageMaker', name: 'a', endpointName: 'a_b' }],
		['an endpointName of 64 characters', { type: 'sageMaker', name: 'a', endpointName: 'a'.repeat(64) }],
		['a misspelt key', { type: 'sageMaker', name: 'a', endpointName: 'b', regoin: 'us-east-1' }],
		['a key of another type', { type: 'container', name: 'a', url: 'http://localhost', path: '/x' }],
		['a URL without scheme', { type: 'restApi', name: 'a', url: 'example.com' }],
		['labels that are no list', { type: 'container', name: 'a', url: 'http://localhost', labels: 'a,b' }],
	])('refuses an entry with %s and keeps the others', (_, entry) => {
		const good = { type: 'modelFile', name: 'good', path: '/model.ubj' };
		const { valid, invalid } = parse([entry, good]);
		expect(valid).toEqual([good]);
		expect(invalid).toEqual([expect.objectContaining({ index: 0, reason: expect.stringMatching(/\S/) as string })]);
	});

	test('names the entry and what is wrong with it', () => {
		const { invalid } = parse([{ type: 'sageMaker', name: 'prod', endpointName: 'b', regoin: 'us-east-1' }]);
		expect(invalid).toEqual([{ index: 0, name: 'prod', reason: expect.stringContaining('regoin') as string }]);
	});

	test('of two entries with one name the first counts', () => {
		const entries = ['http://localhost:1', 'http://localhost:2'].map((url) => ({ type: 'container', name: 'a', url }));
		expect(parse(entries)).toMatchObject({ valid: [entries[0]], invalid: [{ index: 1, name: 'a' }] });
	});

	test.each([[undefined], [null], ['text'], [{}]])('a setting that is no list (%j) holds no endpoints', (value) => {
		expect(parse(value)).toEqual({ valid: [], invalid: [] });
	});
});

describe('findConfig', () => {
	const good = { type: 'modelFile', name: 'good', path: '/model.ubj' };
	const parsed = parse([good, { type: 'modelFile', name: 'bad' }]);

	test('finds the entry of the name', () => {
		expect(findConfig('good', parsed)).toEqual(good);
	});

	test.each([
		['bad', { code: 'endpointInvalid', name: 'bad', detail: expect.stringContaining('path') as string }],
		['none', { code: 'endpointUnknown', name: 'none' }],
	])('says why there is no %s', (name, problem) => {
		expect(() => findConfig(name, parsed)).toThrow(expect.objectContaining({ problem }) as Error);
	});
});
