import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { DigitPages, pageSize, type Digits } from '../../../src/webview/shared/digitGrid/digitPages.ts';

interface Request {
	readonly from: number;
	readonly to: number;
	readonly signal: AbortSignal;
	readonly answer: (digits: Digits) => void;
	readonly fail: () => void;
}

/** Pages whose requests wait until they are answered; a caption says which item of which list it is. */
function startPages(count: number) {
	const requests: Request[] = [];
	let loads = 0;
	const pages = new DigitPages(
		count,
		async (from, to, signal) =>
			new Promise((answer, reject) => {
				requests.push({ from, to, signal, answer, fail: () => reject(new Error('gone')) });
			}),
		() => loads++,
	);
	const answer = async (request: Request | undefined, list = 'a'): Promise<void> => {
		const { from, to } = request as Request;
		request?.answer({
			digits: Uint8Array.from({ length: (to - from) * 784 }, (_, place) => (from + Math.floor(place / 784)) % 256),
			captions: Array.from({ length: to - from }, (_, place) => `${list}${from + place}`),
		});
		await setImmediate();
	};
	return { pages, requests, answer, loads: () => loads };
}

test('asks for the pages in sight alone, the last one no further than to the end', async () => {
	const { pages, requests, answer, loads } = startPages(60_000);
	pages.want({ from: 59_900, to: 60_100 });
	expect(requests.map(({ from, to }) => [from, to])).toEqual([
		[59_808, 59_904],
		[59_904, 60_000],
	]);
	expect(pages.at(59_999)).toBeUndefined();
	await answer(requests[1]);
	expect(pages.at(59_999)).toMatchObject({ caption: 'a59999', name: 'a59999', mark: '' });
	expect(pages.at(59_999)?.pixels).toEqual(new Uint8Array(784).fill(59_999 % 256));
	expect(pages.at(60_000)).toBeUndefined();
	expect(loads()).toBe(1);
	pages.want({ from: 59_904, to: 60_000 });
	expect(requests).toHaveLength(2);
});

test('what was passed on the way is not asked for, and who answers it is told that nobody waits', async () => {
	const { pages, requests, answer } = startPages(60_000);
	pages.want({ from: 0, to: 10 * pageSize });
	const first = [...requests];
	expect(first.length).toBeLessThan(10);
	pages.want({ from: 10_000, to: 10_001 });
	pages.want({ from: 50_000, to: 50_001 });
	expect(first.every(({ signal }) => signal.aborted)).toBe(true);
	await answer(first[0]);
	expect(requests.slice(first.length).map(({ from }) => from)).toEqual([Math.floor(50_000 / pageSize) * pageSize]);
	await answer(requests.at(-1));
	expect(pages.at(50_000)?.caption).toBe('a50000');
});

test('an answer that comes after a change of the list never stands in the new one', async () => {
	const { pages, requests, answer } = startPages(200);
	pages.want({ from: 0, to: 10 });
	pages.reset(100);
	pages.want({ from: 0, to: 10 });
	await answer(requests[1], 'new');
	await answer(requests[0], 'old');
	expect(pages.at(0)?.caption).toBe('new0');
	expect(requests[0]?.signal.aborted).toBe(true);
});

test('what was there is shown until what has taken its place comes, where that is wanted', async () => {
	const { pages, requests, answer } = startPages(200);
	pages.want({ from: 0, to: 200 });
	for (const request of [...requests]) {
		await answer(request, 'old');
	}
	pages.reset(201, { keepsOld: true });
	pages.want({ from: 0, to: 200 });
	expect([pages.at(0)?.caption, pages.at(100)?.caption]).toEqual(['old0', 'old100']);
	await answer(requests[3], 'new');
	expect([pages.at(0)?.caption, pages.at(100)?.caption]).toEqual(['new0', 'old100']);
	pages.reset(201);
	expect([pages.at(0), pages.at(100)]).toEqual([undefined, undefined]);
});

test('each is known by its key, or else by its place', async () => {
	const { pages, requests, answer } = startPages(3);
	pages.want({ from: 0, to: 3 });
	requests[0]?.answer({ digits: new Uint8Array(3 * 784), captions: ['a', 'b', 'c'], keys: [70, 5, 12] });
	await setImmediate();
	expect([0, 1, 2].map((place) => pages.at(place)?.key)).toEqual([70, 5, 12]);
	pages.reset(3);
	pages.want({ from: 0, to: 3 });
	await answer(requests[1]);
	expect(pages.at(2)?.key).toBe(2);
});

test('keeps no more than a bound, and those used last', async () => {
	const { pages, requests, answer } = startPages(200 * pageSize);
	for (let page = 0; page < 100; page++) {
		pages.want({ from: page * pageSize, to: page * pageSize + 1 });
		await answer(requests.at(-1));
		pages.want({ from: 0, to: 1 });
	}
	const kept = Array.from({ length: 100 }, (_, page) => pages.at(page * pageSize)).filter(Boolean);
	expect(kept).toHaveLength(64);
	expect(pages.at(0)).toBeDefined();
	expect(pages.at(99 * pageSize)).toBeDefined();
	expect(pages.at(pageSize)).toBeUndefined();
});

test('what failed is asked for again when the grid moves, and not before', async () => {
	const { pages, requests, answer } = startPages(200);
	pages.want({ from: 0, to: 10 });
	requests[0]?.fail();
	await setImmediate();
	expect(requests).toHaveLength(1);
	pages.want({ from: 0, to: 10 });
	await answer(requests[1]);
	expect(pages.at(0)?.caption).toBe('a0');
});
