// `npm run bench` measures everything, `npm run bench -- decode` or `-- accuracy` one part of it (see README.md).
import { benchAccuracy } from './accuracy.ts';
import { benchDecode, printDecodeMemory } from './decode.ts';
import { benchPipeline } from './pipeline.ts';
import type { Preprocessing } from '../src/core/normalization.ts';

const parts: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
	decode: benchDecode,
	accuracy: benchAccuracy,
	pipeline: benchPipeline,
};

const [part, ...args] = process.argv.slice(2);
if (part === 'decode-memory') {
	// A process of its own for each, so that one leaves nothing behind for the next.
	await printDecodeMemory(args[0] ?? '', args[1] as Preprocessing);
} else {
	const chosen = part === undefined ? Object.values(parts) : [parts[part]];
	for (const run of chosen) {
		if (!run) {
			throw new Error(`No such part: ${part}; there are ${Object.keys(parts).join(', ')}`);
		}
		await run(args);
	}
}
