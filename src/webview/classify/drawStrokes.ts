import type { Stroke, StrokePoint } from './waysInProtocol.ts';

/** The few of a canvas's methods that it draws with. */
export interface Pen {
	lineWidth: number;
	beginPath(): void;
	moveTo(x: number, y: number): void;
	quadraticCurveTo(controlX: number, controlY: number, x: number, y: number): void;
	stroke(): void;
}

/**
 * Draws strokes on a paper of `side` pixels with round ends and joints, which the pen must have: curves from the
 * middle of one piece between two points to that of the next, so that no corner shows where the pen was asked.
 */
export function drawStrokes(pen: Pen, strokes: readonly Stroke[], side: number): void {
	for (const stroke of strokes) {
		const points = stroke.map(({ x, y, width }) => ({ x: x * side, y: y * side, width: width * side }));
		let widthBefore: number | undefined;
		for (const [index, point] of points.entries()) {
			const before = points[index - 1];
			const after = points[index + 1];
			// Where the width changes a new line begins; within one there is no seam.
			if (point.width !== widthBefore) {
				if (before) {
					pen.stroke();
				}
				const start = before ? middle(before, point) : point;
				pen.lineWidth = point.width;
				pen.beginPath();
				pen.moveTo(start.x, start.y);
				widthBefore = point.width;
			}
			const end = after ? middle(point, after) : point;
			pen.quadraticCurveTo(point.x, point.y, end.x, end.y);
		}
		if (widthBefore !== undefined) {
			pen.stroke();
		}
	}
}

function middle(one: StrokePoint, other: StrokePoint): { readonly x: number; readonly y: number } {
	return { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 };
}
