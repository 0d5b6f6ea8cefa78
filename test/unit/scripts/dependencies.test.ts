import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string> };
const ours = Object.entries(dependencies);

test("the AWS SDK's packages are of one exact version: they share the packages under them", () => {
	const versions = new Set(ours.filter(([name]) => name.startsWith('@aws-sdk/')).map(([, version]) => version));
	expect([...versions]).toEqual([expect.stringMatching(/^\d+\.\d+\.\d+$/)]);
});

test("the decoders' packages are exact: their pixels and exports are what the tests compared", () => {
	const versions = ours.filter(([name]) => name.startsWith('@cwasm/')).map(([, version]) => version);
	expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
	expect(versions).toHaveLength(4);
});
