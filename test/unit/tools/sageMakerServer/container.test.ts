import { describe, expect, test } from 'vitest';
import { invokeContainer, type ContainerOptions } from '../../../../tools/sageMakerServer/runtime/container.ts';

/** Three classes; the first feature says which. */
function predict(row: Float32Array): number[] {
	return [0, 1, 2].map((label) => (label === row[0] ? 0.9 : 5e-6));
}

function invoke(body: string, options: Omit<ContainerOptions, 'predict'> = {}, headers = {}) {
	return invokeContainer({ body: Buffer.from(body), contentType: 'text/csv', ...headers }, { predict, ...options });
}

const high = '0.8999999761581421';
const low = '4.999999873689376e-06';
const one = `${low}, ${high}, ${low}`;
const two = `${low}, ${low}, ${high}`;
const softprob = { objective: 'multi:softprob' } as const;
const oneLine = { rows: 'oneLine' } as const;
const json = { accept: 'application/json' };
const jsonLines = { accept: 'application/jsonlines' };
const csv = { accept: 'text/csv' };
const selectable = { inferenceOutput: ['predicted_label', 'probabilities', 'labels'] } as const;

describe('the container answers as Python prints', () => {
	test.each<[string, Omit<ContainerOptions, 'predict'>, { accept?: string }, string]>([
		['softmax', {}, {}, '1.0\n2.0\n'],
		['softmax, any type', {}, { accept: '*/*' }, '1.0\n2.0\n'],
		['softprob', softprob, csv, `${one}\n${two}\n`.replaceAll(', ', ',')],
		['softmax of old images', oneLine, csv, '1.0,2.0'],
		['softprob of old images', { ...softprob, ...oneLine }, csv, `[${one}],[${two}]`],
		['softmax as JSON', {}, json, '{"predictions": [{"score": 1.0}, {"score": 2.0}]}'],
		['softprob as JSON', softprob, json, `{"predictions": [{"score": [${one}]}, {"score": [${two}]}]}`],
		['selectable CSV', selectable, csv, `1.0,"[${one}]","[0, 1, 2]"\n2.0,"[${two}]","[0, 1, 2]"`],
		[
			'selectable JSON lines',
			{ inferenceOutput: ['predicted_label', 'probability'] },
			jsonLines,
			`{"predicted_label": 1.0, "probability": ${high}}\n{"predicted_label": 2.0, "probability": ${high}}`,
		],
		[
			'selectable JSON',
			selectable,
			json,
			`{"predictions": [{"predicted_label": 1.0, "probabilities": [${one}], "labels": [0, 1, 2]}, ` +
				`{"predicted_label": 2.0, "probabilities": [${two}], "labels": [0, 1, 2]}]}`,
		],
	])('%s', (_, options, headers, body) => {
		expect(invoke('1,0.5\n2,0.5', options, headers)).toMatchObject({ status: 200, body });
	});
});

test('features that a row lacks are missing to the model, not zero', () => {
	let seen: Float32Array | undefined;
	invokeContainer(
		{ body: Buffer.from('1,,3'), contentType: 'text/csv' },
		{
			predict: (row) => {
				seen = row;
				return [1];
			},
		},
	);
	expect(seen).toHaveLength(784);
	expect([...(seen ?? [])].slice(0, 4)).toEqual([1, NaN, 3, NaN]);
});

describe('the container refuses', () => {
	test.each([
		['nothing', '', {}, 204, /^$/],
		['785 features', Array(785).fill('0').join(), {}, 400, /\(784 vs\. 785\) : Number of columns does not match/],
		[
			'a header row',
			'a,b\n1,2',
			{},
			415,
			/^Loading csv data failed .*\n <class 'ValueError'>\n could not convert .*: 'a'/,
		],
		['ragged rows', '1,2\n1,2,3', {}, 415, /^Loading csv data failed .*\n <class 'ValueError'>/],
		['a body that is no CSV', '{}', {}, 415, /^Loading csv data failed/],
		['JSON', '[1, 2]', { contentType: 'application/json' }, 415, /^Content type application\/json is not supported/],
		['an unknown Accept', '1,2', { accept: 'Accept' }, 406, /^Accept type Accept is not supported\. Please use/],
		['JSON lines, where nothing is selectable', '1,2', jsonLines, 500, /^<!doctype html>/],
	])('%s', (_, body, headers, status, message) => {
		const answer = invoke(body, {}, headers);
		expect(answer.status).toBe(status);
		expect(answer.body ?? '').toMatch(message);
	});

	test('more than 6 MiB', () => {
		expect(invoke('1'.padStart(6 * 1024 * 1024, ' ')).status).not.toBe(413);
		expect(invoke('1'.padStart(6 * 1024 * 1024 + 1, ' ')).status).toBe(413);
	});
});
