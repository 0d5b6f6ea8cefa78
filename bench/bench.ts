import { benchDecode, printDecodeMemory } from './decode.ts';

const [task, ...args] = process.argv.slice(2);
if (task === 'decode-memory') {
	await printDecodeMemory(args[0] ?? '', args[1] ?? '');
} else {
	await benchDecode();
}
