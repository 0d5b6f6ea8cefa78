import type { GrayImage } from '../../../src/core/image.ts';
import type { shapes } from './drawing.ts';
import {
	border,
	fading,
	grained,
	paint,
	plain,
	ruled,
	shaded,
	speckled,
	squared,
	written,
	type Layer,
} from './drawing.ts';

const ink = (shape: keyof typeof shapes): Layer => written(shape, 50, 50, 100, 12, 30);
/** The same digit, in many ways: each draws one of the {@link shapes}. */
export const scenes: Record<string, (shape: keyof typeof shapes) => GrayImage> = {
	'white on black': (shape) => paint(200, 200, [plain(0), written(shape, 50, 50, 100, 12, 255)]),
	'chalk on slate': (shape) => paint(200, 200, [plain(60), written(shape, 50, 50, 100, 12, 200), grained(8)]),
	'pale ink': (shape) => paint(200, 200, [plain(220), written(shape, 50, 50, 100, 12, 150)]),
	'a corner of a wide picture': (shape) => paint(400, 200, [plain(230), written(shape, 290, 10, 100, 12, 20)]),
	'a large picture': (shape) => paint(800, 800, [plain(255), written(shape, 200, 200, 400, 48, 0)]),
	'a small picture': (shape) => paint(64, 64, [plain(255), written(shape, 16, 16, 32, 4, 0)]),
	'a small share of the picture': (shape) => paint(480, 360, [plain(240), written(shape, 300, 200, 70, 8.4, 20)]),
	'most of the picture': (shape) => paint(116, 116, [plain(255), written(shape, 8, 8, 100, 12, 0)]),
	'a black border': (shape) => paint(200, 200, [plain(230), ink(shape), border(200, 200, 8, 0)]),
	'a table under the paper': (shape) => paint(200, 200, [plain(230), ink(shape), border(200, 200, 30, 50)]),
	'a white border': (shape) =>
		paint(200, 200, [plain(0), written(shape, 50, 50, 100, 12, 255), border(200, 200, 20, 255)]),
	'ruled paper': (shape) => paint(200, 200, [plain(240), ruled(40, 1, 170), ink(shape)]),
	'lines at an angle': (shape) => paint(200, 200, [plain(240), ruled(40, 1, 170, 0.1), ink(shape)]),
	'bright lines on slate': (shape) =>
		paint(200, 200, [plain(30), ruled(80, 5, 140, 0.1), written(shape, 50, 50, 100, 12, 220)]),
	'squared paper': (shape) => paint(200, 200, [plain(240), squared(25, 190), ink(shape)]),
	'fading light': (shape) => paint(200, 200, [plain(240), ink(shape), fading(200, 0.3)]),
	'a shadow across it': (shape) => paint(200, 200, [plain(240), ink(shape), shaded(135, 0.5)]),
	dust: (shape) =>
		paint(200, 200, [
			plain(240),
			ink(shape),
			speckled(
				[
					[20, 30],
					[180, 100],
					[100, 185],
				],
				2,
				40,
			),
		]),
	noise: (shape) => paint(200, 200, [plain(200), ink(shape), grained(20)]),
};
