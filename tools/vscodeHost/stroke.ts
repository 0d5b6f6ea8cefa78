import type { CDPSession, Locator, Page } from 'playwright-core';

export type Point = readonly [x: number, y: number];

/** What draws. */
export type Pointer = 'mouse' | 'pen' | 'touch';

/** How many moves a straight line takes. */
const steps = 5;

/** Draws with the mouse from point to point of a canvas, in shares of its width and height. */
export async function stroke(page: Page, canvas: Locator, ...points: readonly [Point, ...Point[]]): Promise<void> {
	await strokeWith('mouse', page, canvas, ...points);
}

/** Draws as {@link stroke} does, with a pointer of that kind. */
export async function strokeWith(
	pointer: Pointer,
	page: Page,
	canvas: Locator,
	...points: readonly [Point, ...Point[]]
): Promise<void> {
	const box = await canvas.boundingBox();
	if (!box) {
		throw new Error('There is nothing to draw on');
	}
	const path = withPointsBetween(points).map(([x, y]) => ({ x: box.x + x * box.width, y: box.y + y * box.height }));
	const session = await page.context().newCDPSession(page);
	const send = pointer === 'touch' ? sendTouch : sendMouse(pointer);
	for (const [index, point] of path.entries()) {
		await send(session, index === 0 ? 'down' : 'move', point);
	}
	await send(session, 'up', path.at(-1) as PagePoint);
	await session.detach();
}

/** In the page's pixels. */
interface PagePoint {
	readonly x: number;
	readonly y: number;
}

type Phase = 'down' | 'move' | 'up';

function sendMouse(pointerType: 'mouse' | 'pen') {
	const types = { down: 'mousePressed', move: 'mouseMoved', up: 'mouseReleased' } as const;
	return async (session: CDPSession, phase: Phase, point: PagePoint) => {
		await session.send('Input.dispatchMouseEvent', {
			type: types[phase],
			...point,
			pointerType,
			button: 'left',
			buttons: phase === 'up' ? 0 : 1,
			clickCount: 1,
		});
	};
}

async function sendTouch(session: CDPSession, phase: Phase, point: PagePoint): Promise<void> {
	const types = { down: 'touchStart', move: 'touchMove', up: 'touchEnd' } as const;
	await session.send('Input.dispatchTouchEvent', {
		type: types[phase],
		touchPoints: phase === 'up' ? [] : [point],
	});
}

function withPointsBetween([first, ...others]: readonly [Point, ...Point[]]): Point[] {
	return others.reduce<Point[]>(
		(path, [x, y]) => {
			const [fromX, fromY] = path.at(-1) as Point;
			const at = (share: number): Point => [fromX + (x - fromX) * share, fromY + (y - fromY) * share];
			return [...path, ...Array.from({ length: steps }, (_, step) => at((step + 1) / steps))];
		},
		[first],
	);
}
