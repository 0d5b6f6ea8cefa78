import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { builds, loadedWith, root } from './bundles.ts';

test('activation loads nothing but wiring: no decoder, preprocessing, model, answer parser, sentence of a problem or package', async () => {
	const { metafile } = await build({
		...builds[0],
		absWorkingDir: root,
		minify: true,
		sourcemap: false,
		metafile: true,
		write: false,
	});
	const { sources, bytes } = loadedWith('dist/extension.js', metafile);
	expect(sources).toContain('src/extension.ts');
	const heavy =
		/node_modules|^src\/(codecs|preprocessing|models|imageWorker)\/|^src\/core\/answer\.ts$|^src\/presentation\/problems\//;
	expect(sources.filter((source) => heavy.test(source))).toEqual([]);
	expect(bytes).toBeLessThan(25_000);
});
