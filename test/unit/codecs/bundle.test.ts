import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { builds, loadedWith } from '../bundles.ts';

test('AVIF and TIFF are chunks below a megabyte that nothing loads before they are needed', async () => {
	const { metafile } = await build({ ...builds[0], minify: true, sourcemap: false, write: false, metafile: true });
	for (const format of ['avif', 'tiff']) {
		const source = `src/codecs/${format}/decode.ts`;
		const [chunk = ''] = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === source) ?? [];
		expect(loadedWith(chunk, metafile).bytes).toBeLessThan(1e6);
		for (const entry of ['dist/extension.js', 'dist/worker.js']) {
			expect(loadedWith(entry, metafile).sources).not.toContain(source);
		}
	}
});
