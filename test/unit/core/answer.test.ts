import { describe, expect, test } from 'vitest';
import { parseAnswer } from '../../../src/core/answer.ts';
import type { Problem } from '../../../src/core/problem.ts';
import type { Prediction } from '../../../src/core/prediction.ts';
import { problemOf } from './problemOf.ts';

/** As the container printed it for an image of a zero. */
const zero = [
	0.9997305274009705, 5.664711352437735e-6, 0.00004182010889053345, 0.00001234, 2.5e-6, 0.0001, 0.00005, 0.00002,
	0.00001, 0.00002715,
];
const three = [0, 0, 0, 1, 0, 0, 0, 0, 0, 0];
const zeroText = zero.map((value) => `${value}`).join(',');
const threeText = three.map((value) => `${value}.0`).join(',');

const unreadable: Partial<Problem> = { code: 'answerUnreadable' };
const labels = (...values: number[]): Prediction[] => values.map((label) => ({ label }));
const zeroThree: Prediction[] = [
	{ label: 0, probabilities: zero },
	{ label: 3, probabilities: three },
];

describe('answers that are understood', () => {
	test.each<[string, number, string, Prediction[]]>([
		['the container, softmax', 1, '0.0\n', labels(0)],
		['the container, softmax, two rows', 2, '0.0\n3.0\n', labels(0, 3)],
		['Windows line ends', 2, '0.0\r\n3.0\r\n', labels(0, 3)],
		['images 1.0-1 and 1.2-1', 2, '0.0,3.0', labels(0, 3)],
		['an integer', 1, '7', labels(7)],
		['a list', 1, '[7.0]', labels(7)],
		['a list of labels', 2, '[7.0, 3.0]', labels(7, 3)],
		['lists of one label', 2, '[7.0],[3.0]', labels(7, 3)],
		['lists of one label by line', 2, '[7.0]\n[3.0]\n', labels(7, 3)],
		['a list of lists of one label', 2, '[[7.0], [3.0]]', labels(7, 3)],
		['an exponent', 1, '7e0', labels(7)],
		['two numbers, two rows: labels', 2, '1.0,0.0', labels(1, 0)],
		['two numbers, one row: probabilities', 1, '1.0,0.0', [{ label: 0, probabilities: [1, 0] }]],
		['ten rows of labels on a line', 10, '0,1,2,3,4,5,6,7,8,9', labels(0, 1, 2, 3, 4, 5, 6, 7, 8, 9)],
		['softprob', 1, `${zeroText}\n`, zeroThree.slice(0, 1)],
		['softprob, two rows', 2, `${zeroText}\n${threeText}\n`, zeroThree],
		['softprob, bracketed', 1, `[${zeroText}]`, zeroThree.slice(0, 1)],
		['softprob, bracketed on one line', 2, `[${zeroText}],[${threeText}]`, zeroThree],
		['softprob, bracketed by line', 2, `[${zeroText}]\n[${threeText}]`, zeroThree],
		['a list of lists of probabilities', 2, JSON.stringify([zero, three]), zeroThree],
		['32-bit noise above 1', 1, '1.0000001,0.0', [{ label: 0, probabilities: [1.0000001, 0] }]],
		['rounded probabilities', 1, '0.33,0.33,0.33', [{ label: 0, probabilities: [0.33, 0.33, 0.33] }]],
		['JSON scores', 2, '{"predictions": [{"score": 0.0}, {"score": 3.0}]}', labels(0, 3)],
		['JSON scores, softprob', 1, JSON.stringify({ predictions: [{ score: zero }] }), zeroThree.slice(0, 1)],
		['JSON predictions of numbers', 2, '{"predictions": [7, 3]}', labels(7, 3)],
		['JSON predictions of probabilities', 1, JSON.stringify({ predictions: three }), zeroThree.slice(1)],
		['JSON predictions of lists', 2, JSON.stringify({ predictions: [zero, three] }), zeroThree],
		['JSON lines', 2, '{"score": 0.0}\n{"score": 3.0}\n', labels(0, 3)],
		[
			'JSON lines of predictions',
			2,
			'{"predictions": [{"score": 0.0}]}\n{"predictions": [{"score": 3.0}]}',
			labels(0, 3),
		],
		['a label', 1, '{"label": 7}', labels(7)],
		['a list of labels', 2, '[{"label": 7}, {"label": 3}]', labels(7, 3)],
		['a label and no probabilities', 1, '{"label": 7, "probabilities": null}', labels(7)],
		['a label with probabilities', 1, JSON.stringify({ label: 3, probabilities: three }), zeroThree.slice(1)],
		['probabilities alone', 1, JSON.stringify({ probabilities: three }), zeroThree.slice(1)],
		[
			'a label that is not the first of equal probabilities',
			1,
			'{"predicted_label": 1.0, "probabilities": [0.5, 0.5]}',
			[{ label: 1, probabilities: [0.5, 0.5] }],
		],
		[
			'selectable inference, JSON',
			1,
			JSON.stringify({ predictions: [{ predicted_label: 3, probabilities: three, labels: [0, 1, 2] }] }),
			zeroThree.slice(1),
		],
		[
			'selectable inference, JSON lines',
			2,
			`${JSON.stringify({ predicted_label: 0, probabilities: zero })}\n${JSON.stringify({ predicted_label: 3, probabilities: three })}`,
			zeroThree,
		],
		['selectable inference, CSV', 2, `0.0,"[${zeroText}]"\n3.0,"[${threeText}]"\n`, zeroThree],
		[
			'selectable inference, CSV, one row, other order, with classes and raw scores',
			1,
			`"[${threeText}]",1.0,"[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]","[-1.5, 2.25]",3.0`,
			zeroThree.slice(1),
		],
		['selectable inference, CSV, no probabilities', 1, '3.0,"[-1.5, 2.25, 0.1]"', labels(3)],
	])('%s', (_, rows, text, predictions) => {
		expect(parseAnswer(text, { rows, classes: 10 })).toEqual(predictions);
	});
});

describe('answers that are refused', () => {
	test.each<[string, number, string, Partial<Problem>]>([
		['empty', 1, '', unreadable],
		['blank', 1, '\n', unreadable],
		['words', 1, 'seven', unreadable],
		['a header', 1, 'label\n7', unreadable],
		['HTML', 1, '<!DOCTYPE html><title>Sign in</title>', unreadable],
		['NaN', 1, 'nan', unreadable],
		['NaN in JSON, as Python prints it', 1, '{"predictions": [{"score": NaN}]}', unreadable],
		['NaN among probabilities', 1, '0.5,nan', unreadable],
		['infinity', 1, 'inf', unreadable],
		['too great for a number', 1, '1e999', unreadable],
		['hexadecimal', 1, '0x7', unreadable],
		['a fraction', 1, '0.97', unreadable],
		['fractions, one a row', 2, '0.1,0.9', unreadable],
		['a negative label', 1, '-1.0', unreadable],
		['a negative probability', 1, '-0.5,1.5', unreadable],
		['probabilities that sum to more', 1, '0.9,0.9', unreadable],
		['probabilities that sum to less', 1, '0.1,0.1', unreadable],
		['two labels to one row', 1, '1.0,7.0', unreadable],
		['an empty field', 1, '0.5,,0.5', unreadable],
		['cut short', 1, '{"predictions": [{"sco', unreadable],
		['an error as JSON', 1, '{"message": "Forbidden"}', unreadable],
		['null', 1, '{"label": null}', unreadable],
		['a name', 1, '{"label": "seven"}', unreadable],
		['deep', 1, '['.repeat(100_000), unreadable],
		['contradicting columns', 1, `5.0,"[${threeText}]"`, unreadable],
		['no rows', 1, '{"predictions": []}', { code: 'answerRowCount', expected: 1, received: 0 }],
		['a row too few', 3, '0.0\n3.0\n', { code: 'answerRowCount', expected: 3, received: 2 }],
		['a row too many', 1, '0.0\n3.0\n', { code: 'answerRowCount', expected: 1, received: 2 }],
		['a label too few on a line', 3, '0.0,3.0', { code: 'answerRowCount', expected: 3, received: 2 }],
		['one row of probabilities to two', 2, zeroText, { code: 'answerRowCount', expected: 2, received: 1 }],
		['a label outside the classes', 1, '10.0', { code: 'answerLabelRange', label: 10, classes: 10 }],
		[
			'a label outside its probabilities',
			1,
			'{"label": 2, "probabilities": [1, 0]}',
			{ code: 'answerLabelRange', label: 2, classes: 2 },
		],
	])('%s', (_, rows, text, problem) => {
		expect(problemOf(() => parseAnswer(text, { rows, classes: 10 }))).toEqual({
			...problem,
			excerpt: text.slice(0, 200),
		});
	});

	test('a captive portal is known by its content type', () => {
		const parse = () => parseAnswer('7', { rows: 1, contentType: 'text/html; charset=utf-8' });
		expect(problemOf(parse)).toEqual({ code: 'answerUnreadable', excerpt: '7' });
	});

	test('without known classes any whole label stands that can be kept', () => {
		expect(parseAnswer('46', { rows: 1 })).toEqual([{ label: 46 }]);
		expect(parseAnswer('999', { rows: 1 })).toEqual([{ label: 999 }]);
		// In 16 bits it would be a 7.
		expect(problemOf(() => parseAnswer('1000.0', { rows: 1 }))).toMatchObject(unreadable);
	});
});
