import { describe, expect, test } from 'vitest';
import { parseAnswer } from '../../../src/core/answer.ts';
import type { AnswerPlaces } from '../../../src/core/answerPlaces.ts';
import type { Prediction } from '../../../src/core/prediction.ts';
import { problemOf } from './problemOf.ts';

const three = [0, 0, 0, 1, 0, 0, 0, 0, 0, 0];
const threeText = three.map((value) => `${value}.0`).join(',');
const unreadable = { code: 'answerUnreadable' };
const labels = (...values: number[]): Prediction[] => values.map((label) => ({ label }));

describe('answers of other services', () => {
	const names = ['Zero', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'];
	const threeShares = [{ label: 3, probabilities: three }];

	test.each<[string, string, Prediction[]]>([
		['a label as text', '{"label": "7"}', labels(7)],
		['a float as text', '{"label": "7.0"}', labels(7)],
		['a text alone', '"7"', labels(7)],
		['a list of texts', '["7"]', labels(7)],
		["a class's name", '{"label": "Seven"}', labels(7)],
		["a class's name alone", 'seven', labels(7)],
		["a class's name in a list", '["Seven"]', labels(7)],
		['a prediction', '{"prediction": 7}', labels(7)],
		['a prediction in a list', '{"prediction": [7]}', labels(7)],
		['a prediction as probabilities', JSON.stringify({ prediction: three }), threeShares],
		['a class', '{"class": 7}', labels(7)],
		['a predicted class', '{"predicted_class": "7"}', labels(7)],
		['outputs', '{"outputs": [7]}', labels(7)],
		['outputs of probabilities', JSON.stringify({ outputs: [three] }), threeShares],
		['an output', '{"output": {"label": 7}}', labels(7)],
		['probabilities by class', JSON.stringify({ class: 3, probabilities: { ...three } }), threeShares],
		["a Lambda's body", '{"statusCode": 200, "headers": {}, "body": "{\\"label\\": 7}"}', labels(7)],
		["a Lambda's body of text", '{"statusCode": 200, "body": "7.0\\n"}', labels(7)],
		["a Lambda's body as an object", '{"body": {"label": 7}}', labels(7)],
		['NaN beside what is read', '{"label": 7, "score": NaN, "text": "NaN \\" Infinity", "raw": -Infinity}', labels(7)],
	])('%s', (_, text, predictions) => {
		expect(parseAnswer(text, { rows: 1, labels: names })).toEqual(predictions);
	});

	test.each<[string, string]>([
		["a Lambda's failure", '{"statusCode": 500, "body": "7"}'],
		['a body in a body in a body', JSON.stringify({ body: JSON.stringify({ body: JSON.stringify({ body: '7' }) }) })],
		['a name of no class', '{"label": "Ten"}'],
		['a text of no number', '"0x7"'],
		['an error', '{"errorMessage": "7", "errorType": "Error"}'],
	])('%s is not read', (_, text) => {
		expect(problemOf(() => parseAnswer(text, { rows: 1, labels: names }))).toMatchObject(unreadable);
	});

	test('numbers in CSV are no names', () => {
		expect(parseAnswer('1.0\n2\n', { rows: 2, labels: ['1', '2', '3'] })).toEqual(labels(1, 2));
	});

	test.each<[string, number, Prediction[]]>([
		['0.25', 1, [{ label: 0, probabilities: [0.75, 0.25] }]],
		['0.75\n', 1, [{ label: 1, probabilities: [0.25, 0.75] }]],
		[
			'0.25\n0.75\n1.0\n',
			3,
			[
				{ label: 0, probabilities: [0.75, 0.25] },
				{ label: 1, probabilities: [0.25, 0.75] },
				{ label: 1, probabilities: [0, 1] },
			],
		],
		['{"predictions": [{"score": 0.75}]}', 1, [{ label: 1, probabilities: [0.25, 0.75] }]],
	])('binary:logistic: %j', (text, rows, predictions) => {
		expect(parseAnswer(text, { rows })).toEqual(predictions);
		expect(parseAnswer(text, { rows, labels: ['no', 'yes'] })).toEqual(predictions);
		expect(problemOf(() => parseAnswer(text, { rows, classes: 10 }))).toMatchObject(unreadable);
	});

	test('a fraction beside a label is the answer of no classifier, such as of a regression', () => {
		expect(problemOf(() => parseAnswer('0.25\n6.98\n', { rows: 2 }))).toMatchObject(unreadable);
		expect(problemOf(() => parseAnswer('0.25\n7.0\n', { rows: 2 }))).toMatchObject(unreadable);
	});

	test.each<[string, AnswerPlaces, number, string, Prediction[]]>([
		['a path', { label: 'result.digit' }, 1, '{"result": {"digit": 7, "id": 3}}', labels(7)],
		['with an index', { label: 'data[1].value' }, 1, '{"data": [{"value": 3}, {"value": "7"}]}', labels(7)],
		['of each row', { label: '$.rows.*.y' }, 2, '{"rows": [{"y": 7}, {"y": 3}]}', labels(7, 3)],
		['of JSON lines', { label: '*.y' }, 2, '{"y": 7}\n{"y": 3}', labels(7, 3)],
		['probabilities', { probabilities: 'p' }, 1, JSON.stringify({ p: three }), threeShares],
		['both', { label: 'y', probabilities: 'p' }, 1, JSON.stringify({ y: 'Three', p: three }), threeShares],
		['a column', { label: '1' }, 2, '0.5,7,x\n0.5,3,y\n', labels(7, 3)],
		['a column of lists', { label: '0', probabilities: '1' }, 1, `3,"[${threeText}]"`, threeShares],
	])('where the setting says: %s', (_, places, rows, text, predictions) => {
		expect(parseAnswer(text, { rows, places, labels: names })).toEqual(predictions);
	});

	test.each<[AnswerPlaces, string]>([
		[{ label: 'digit' }, '{"label": 7}'],
		[{ label: 'a.b' }, '{"a": 7}'],
		[{ label: '5' }, '7,3'],
		[{ label: 'constructor' }, '{}'],
		[{}, '7'],
	])('%j of %j is nothing', (places, text) => {
		expect(problemOf(() => parseAnswer(text, { rows: 1, places }))).toMatchObject({
			code: expect.stringMatching(/^answer(Unreadable|RowCount)$/) as string,
		});
	});
});
