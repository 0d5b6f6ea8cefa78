import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toProblem } from '../../../../src/core/problem.ts';
import { resolveModelPath } from '../../../../src/endpoints/modelFile/modelPath.ts';

const workspaceFolder = (name?: string) => (name === undefined || name === 'digits' ? '/work space' : undefined);

describe('resolveModelPath', () => {
	it.each([
		['/models/m.ubj', '/models/m.ubj'],
		['  /models/m.ubj\n', '/models/m.ubj'],
		['"/models/my model.ubj"', '/models/my model.ubj'],
		["'/models/m.ubj'", '/models/m.ubj'],
		['~/m.ubj', join(homedir(), 'm.ubj')],
		['"~/m.ubj"', join(homedir(), 'm.ubj')],
		['~m.ubj', '/work space/~m.ubj'],
		['file:///models/my%20model.ubj', '/models/my model.ubj'],
		['file://localhost/models/m.ubj', '/models/m.ubj'],
		['models/m.ubj', '/work space/models/m.ubj'],
		['./m.ubj', '/work space/m.ubj'],
		['../m.ubj', '/m.ubj'],
		['${workspaceFolder}/m.ubj', '/work space/m.ubj'],
		['${workspaceFolder:digits}/m.ubj', '/work space/m.ubj'],
		['file://${workspaceFolder}/m.ubj', '/work space/m.ubj'],
		['${userHome}/m.ubj', join(homedir(), 'm.ubj')],
		['${env:HOME}/m.ubj', `${process.env['HOME']}/m.ubj`],
	])('makes %j the path %j', (text, path) => {
		expect(resolveModelPath(text, workspaceFolder)).toBe(path);
	});

	it.each([
		['s3://bucket/model.tar.gz', 's3'],
		['"S3://bucket/model.tar.gz"', 's3'],
		['https://bucket.s3.amazonaws.com/model.tar.gz', 'url'],
		['file://server/models/m.ubj', 'url'],
		['file:///models/100%/m.ubj', 'url'],
		['file:///models%2Fm.ubj', 'url'],
		['vscode-remote://ssh/m.ubj', 'url'],
		['${workspaceFolder:other}/m.ubj', 'variable'],
		['${file}/m.ubj', 'variable'],
		['${env:NO_SUCH_VARIABLE}/m.ubj', 'variable'],
	])('refuses %j: %s', (path, reason) => {
		expect(problemOf(path, workspaceFolder)).toEqual({ code: 'modelPath', path, reason });
	});

	it.each([
		['m.ubj', 'relative'],
		['', 'relative'],
		['${workspaceFolder}/m.ubj', 'variable'],
	])('refuses %j where no folder is open: %s', (path, reason) => {
		expect(problemOf(path, () => undefined)).toEqual({ code: 'modelPath', path, reason });
	});
});

function problemOf(path: string, folder: (name?: string) => string | undefined) {
	try {
		return resolveModelPath(path, folder);
	} catch (error) {
		return toProblem(error);
	}
}
