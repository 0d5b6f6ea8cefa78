// `npm run evaluate -- FOLDER|FILE [options]`, and the same as one file that runs on Node alone: dist/evaluate.mjs,
// which `npm run build:evaluate` builds. Its workers are this file itself, started as threads.
import { isMainThread } from 'node:worker_threads';
import manifest from '../package.json' with { type: 'json' };

if (isMainThread) {
	const { evaluate } = await import('../src/cli/evaluate.ts');
	const { useEnvironmentProxies } = await import('../src/network/environmentProxies.ts');
	useEnvironmentProxies();
	const controller = new AbortController();
	process.once('SIGINT', () => controller.abort());
	process.exitCode = await evaluate(process.argv.slice(2), {
		entrySchema: manifest.contributes.configuration.properties['digitClassifier.endpoints'].items,
		readBuiltInModel: async () => (await import('../media/digits.safetensors')).default,
		workerUrl: new URL(import.meta.url),
		version: manifest.version,
		environment: process.env,
		print: (text) => process.stdout.write(text),
		note: (text) => process.stderr.write(text),
		signal: controller.signal,
	});
} else {
	await import('../src/worker.ts');
}
