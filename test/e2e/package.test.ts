import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import { expect, inject, test } from 'vitest';

test('the package holds what runs and what a reader sees, and nothing else', async () => {
	const entries = Object.keys(unzipSync(await readFile(inject('vsix'))));
	expect(entries).toContain('extension/dist/extension.js');
	expect(entries).toContain('extension/THIRD-PARTY-NOTICES.txt');
	const expected =
		/^(extension\/(dist|media|l10n)\/.*(?<!\.map)|extension\/(package(\.nls.*)?\.json|readme\.md|changelog\.md|LICENSE(\.txt)?|THIRD-PARTY-NOTICES\.txt)|extension\.vsixmanifest|\[Content_Types\]\.xml)$/i;
	expect(entries.filter((entry) => !expected.test(entry))).toEqual([]);
});
