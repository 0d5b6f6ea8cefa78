import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toProblem } from '../../../../src/core/problem.ts';
import { isBinaryModel, readBinaryModel } from '../../../../src/models/xgboost/binary.ts';
import { readXgboostModel, toFeatures } from '../../../../src/models/xgboost/index.ts';
import { goldenSample } from '../../../../tools/localService/samples.ts';
import { probabilitiesOf } from './fixtures.ts';

const bytes = readFileSync('test/fixtures/models/xgboost-model');

const predictions = JSON.parse(readFileSync('test/fixtures/models/predictions.json', 'utf8')) as Record<
	string,
	Record<string, number[]>
>;

function problemOf(bytes: Uint8Array) {
	try {
		readBinaryModel(bytes);
	} catch (error) {
		return toProblem(error);
	}
	return undefined;
}

describe('readBinaryModel', () => {
	it('reads what XGBoost 1.7 writes, as it reads it from JSON', () => {
		const json = readXgboostModel(readFileSync('test/fixtures/models/small.json'));
		expect(readXgboostModel(bytes)).toEqual({ ...json, readers: { from: '1.0', upTo: '3.0' } });
	});

	it.each([
		['small', 'xgboost-model'],
		['dart', 'dart.model'],
	])('predicts with the model %s what XGBoost does', async (name, file) => {
		const model = readXgboostModel(readFileSync(`test/fixtures/models/${file}`));
		for (const [picture, expected] of Object.entries(predictions[name] ?? {})) {
			const probabilities = probabilitiesOf(model, toFeatures((await goldenSample(picture)).digit));
			for (const [label, probability] of probabilities.entries()) {
				expect(probability).toBeCloseTo(expected[label] as number, 6);
			}
		}
	});

	it('knows the format by its first bytes', () => {
		expect(isBinaryModel(bytes)).toBe(true);
		expect(isBinaryModel(readFileSync('test/fixtures/models/small.ubj'))).toBe(false);
		expect(isBinaryModel(new Uint8Array())).toBe(false);
	});

	it.each([4, 100, 150, 200, 400, 5000])('refuses a file cut at byte %i', (length) => {
		expect(problemOf(bytes.subarray(0, length))).toMatchObject({ code: 'modelBroken' });
	});

	it.each([
		['a name', 140],
		['the trees', 176],
		['the nodes', 340],
	])('does not believe a length of %s that the file cannot hold', (_, offset) => {
		const changed = Buffer.from(bytes);
		changed.writeInt32LE(0x7fffffff, offset);
		expect(problemOf(changed)).toMatchObject({ code: 'modelBroken' });
		changed.writeInt32LE(-1, offset);
		expect(problemOf(changed)).toMatchObject({ code: 'modelBroken' });
	});
});
