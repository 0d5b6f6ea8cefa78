import { setImmediate } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readUnpacked, type DataFile } from '../../../src/datasets/dataFile.ts';
import { file } from './files.ts';

test.each([
	['as it is', new Uint8Array(1000).fill(7)],
	['packed', gzipSync(Uint8Array.from({ length: 100_000 }, (_, index) => (index * 7919) % 251))],
])('a file that is left at its first piece is closed: %s', async (_, content) => {
	let isOpen = false;
	const watched: DataFile = {
		...file('some', content),
		async *read() {
			isOpen = true;
			try {
				yield* file('some', content, 100).read();
			} finally {
				isOpen = false;
			}
		},
	};
	for await (const piece of readUnpacked(watched)) {
		expect(piece.length).toBeGreaterThan(0);
		break;
	}
	await setImmediate();
	expect(isOpen).toBe(false);
});
