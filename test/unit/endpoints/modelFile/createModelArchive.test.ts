import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createModelArchive } from '../../../../src/endpoints/modelFile/createModelArchive.ts';

const python = '/usr/bin/python3';
const hasXgboost = spawnSync(python, ['-c', 'import xgboost']).status === 0;

/** As the container does: unpacks the archive, and loads the only file there is. */
const loadModel = `
import os, sys, tarfile, xgboost
tarfile.open(sys.argv[1]).extractall(sys.argv[2])
[name] = os.listdir(sys.argv[2])
booster = xgboost.Booster(model_file=os.path.join(sys.argv[2], name))
print(name, booster.num_features(), booster.num_boosted_rounds() > 0)
`;

describe('createModelArchive', () => {
	it('gives the same bytes of the same model', () => {
		const model = readFileSync('test/fixtures/models/small.ubj');
		expect(createModelArchive(model)).toEqual(createModelArchive(model));
	});

	it.runIf(hasXgboost)('makes an archive whose model real XGBoost loads', () => {
		const folder = mkdtempSync(join(tmpdir(), 'archive-'));
		const file = join(folder, 'model.tar.gz');
		writeFileSync(file, createModelArchive(readFileSync('model/xgboost/mnist.ubj')));
		const { stdout, stderr } = spawnSync(python, ['-c', loadModel, file, join(folder, 'model')], { encoding: 'utf8' });
		expect(stdout, stderr).toBe('xgboost-model 784 True\n');
		rmSync(folder, { recursive: true });
	});
});
