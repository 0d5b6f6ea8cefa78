// `npm run bench` measures all but the transform, `npm run bench -- decode` or `-- accuracy` one part (see README.md).
import { benchAccuracy } from './accuracy.ts';
import { benchClickToLabel } from './clickToLabel.ts';
import { benchDecode, printDecodeMemory } from './decode.ts';
import { benchEvaluate } from './evaluate.ts';
import { benchNumbers } from './numbers.ts';
import { benchPanelMemory } from './panelMemory.ts';
import { benchPipeline } from './pipeline.ts';
import { runSageMakerServer } from './sageMaker.ts';
import { benchTransform } from './transform.ts';
import type { Preprocessing } from '../src/core/normalization.ts';

const parts: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
	decode: benchDecode,
	accuracy: benchAccuracy,
	numbers: benchNumbers,
	pipeline: benchPipeline,
	click: benchClickToLabel,
	panel: benchPanelMemory,
	evaluate: benchEvaluate,
};

/** Twenty minutes and 6 GB, so only where it is asked for. */
const long: typeof parts = { transform: benchTransform };

const [part, ...args] = process.argv.slice(2);
if (part === 'decode-memory') {
	// A process of its own for each, so that one leaves nothing behind for the next.
	await printDecodeMemory(args[0] ?? '', args[1] as Preprocessing);
} else if (part === 'sagemaker-server') {
	await runSageMakerServer();
} else {
	const all = { ...parts, ...long };
	const chosen = part === undefined ? Object.values(parts) : [all[part]];
	for (const run of chosen) {
		if (!run) {
			throw new Error(`No such part: ${part}; there are ${Object.keys(all).join(', ')}`);
		}
		await run(args);
	}
}
