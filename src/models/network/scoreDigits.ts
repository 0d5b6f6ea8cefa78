import type { ScoreDigits } from '../../core/ports.ts';
import cutting from './cutting.safetensors';
import { readNetwork, scoresOf } from './network.ts';

/** The built-in network's classes, and one for what is no digit. */
const classes = 11;
const noDigit = 10;

/** It sees the segment alone, and all ink around it. */
const planes = 2;

const network = readNetwork(cutting, { classes, planes });

/** By the cutting network, a copy of the built-in one that has learnt what is no digit: see model/README.md. */
export const scoreDigits: ScoreDigits = (segments) =>
	Float32Array.from(segments, ({ digit, around }) => {
		const scores = scoresOf(network, [digit, around]);
		return (Math.max(...scores.subarray(0, noDigit)) - (scores[noDigit] as number)) / network.temperature;
	});
