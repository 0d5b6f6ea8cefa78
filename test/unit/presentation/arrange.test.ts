import { expect, test } from 'vitest';
import { arrange } from '../../../src/presentation/arrange.ts';
import type { Order } from '../../../src/presentation/view.ts';
import { english } from './english.ts';
import { prediction, sevenOfPhoto, shown } from './outcomes.ts';

const classified = (path: string, label: number, probability?: number) => {
	const predictions = [probability === undefined ? { label } : prediction(label, probability)] as const;
	return shown({ state: 'classified', outcome: { ...sevenOfPhoto, predictions } }, path);
};

const pictures = [
	classified('b/10.jpg', 3, 0.99),
	shown({ state: 'failed', outcome: { ok: false, problem: { code: 'fileEmpty' } } }, 'b/2.jpg'),
	classified('a/10.jpg', 1),
	classified('b/9.jpg', 1, 0.6),
	shown({ state: 'cancelled' }, 'b/1.jpg'),
];

test.each<[Order, readonly string[]]>([
	['selection', ['b/10.jpg', 'b/2.jpg', 'a/10.jpg', 'b/9.jpg', 'b/1.jpg']],
	['name', ['b/1.jpg', 'b/2.jpg', 'b/9.jpg', 'a/10.jpg', 'b/10.jpg']],
	['label', ['a/10.jpg', 'b/9.jpg', 'b/10.jpg', 'b/2.jpg', 'b/1.jpg']],
	['doubt', ['b/9.jpg', 'b/10.jpg', 'b/2.jpg', 'a/10.jpg', 'b/1.jpg']],
])('by %s', (order, paths) => {
	expect(arrange(pictures, order, english).map((index) => pictures[index]?.title.path)).toEqual(paths);
});
