import { expect, test } from 'vitest';
import { expectedCalibrationError, type Guess } from '../../../bench/calibration.ts';

function guesses(probability: number, right: number, wrong: number): Guess[] {
	return Array.from({ length: right + wrong }, (_, index) => ({ probability, isRight: index < right }));
}

test.each([
	['as many are right as was said', guesses(0.75, 3, 1), 0],
	['sure and right', guesses(1, 5, 0), 0],
	['sure and wrong', guesses(1, 0, 5), 1],
	['too sure', guesses(0.9, 7, 3), 0.2],
	['not sure enough', guesses(0.5, 8, 2), 0.3],
	['bins weighed by their guesses', [...guesses(0.9, 7, 3), ...guesses(0.5, 15, 15)], (10 * 0.2) / 40],
	['errors of one bin cancel out', [...guesses(0.94, 10, 0), ...guesses(0.96, 9, 1)], 0],
])('%s', (_, all, expected) => {
	expect(expectedCalibrationError(all)).toBeCloseTo(expected, 10);
});
