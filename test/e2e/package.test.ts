import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import { expect, inject, test } from 'vitest';

test('the package holds what runs and what a reader sees, and nothing else, in less than a megabyte', async () => {
	const vsix = await readFile(inject('vsix'));
	expect(vsix.length).toBeLessThan(1_000_000);
	const entries = Object.keys(unzipSync(vsix));
	expect(entries).toContain('extension/dist/extension.js');
	expect(entries).toContain('extension/THIRD-PARTY-NOTICES.txt');
	expect(entries).toContain('extension/media/digits.safetensors');
	const expected =
		/^(extension\/(dist|media|l10n)\/.*(?<!\.map)|extension\/(package(\.nls.*)?\.json|readme\.md|changelog\.md|LICENSE(\.txt)?|THIRD-PARTY-NOTICES\.txt)|extension\.vsixmanifest|\[Content_Types\]\.xml)$/i;
	expect(entries.filter((entry) => !expected.test(entry))).toEqual([]);
});
