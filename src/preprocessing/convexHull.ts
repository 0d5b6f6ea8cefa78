/** What a shape has of a row of pixels: from `first` to `last`, both included. */
export interface Span {
	readonly y: number;
	readonly first: number;
	readonly last: number;
}

type Point = readonly [x: number, y: number];

/** The area of the convex hull of spans in the order of their rows, in pixels (Andrew 1979, "Another efficient algorithm for convex hulls in two dimensions"). */
export function hullArea(spans: readonly Span[]): number {
	const corners = (side: (span: Span) => number): Point[] =>
		spans.flatMap((span): Point[] => [
			[side(span), span.y],
			[side(span), span.y + 1],
		]);
	const left = chain(
		corners(({ first }) => first),
		1,
	);
	const right = chain(
		corners(({ last }) => last + 1),
		-1,
	);
	const hull = [...left, ...right.reverse()];
	const doubled = hull.reduce((sum, [x, y], at) => {
		const [nextX, nextY] = hull[(at + 1) % hull.length] as Point;
		return sum + x * nextY - y * nextX;
	}, 0);
	return Math.abs(doubled) / 2;
}

/** The points, of growing y, without those where the chain turns inwards. */
function chain(points: readonly Point[], turn: 1 | -1): Point[] {
	const kept: Point[] = [];
	for (const point of points) {
		while (kept.length >= 2 && turn * area(kept.at(-2) as Point, kept.at(-1) as Point, point) >= 0) {
			kept.pop();
		}
		kept.push(point);
	}
	return kept;
}

/** Twice the area of the triangle; positive if it turns to larger x. */
function area([x, y]: Point, [x1, y1]: Point, [x2, y2]: Point): number {
	return (x1 - x) * (y2 - y) - (x2 - x) * (y1 - y);
}
