import { describe, expect, test } from 'vitest';
import { parseAnswer } from '../../../src/core/answer.ts';
import { invokeContainer, type SelectableOutput } from '../../../tools/sageMakerServer/runtime/container.ts';

describe('answers of selectable inference', () => {
	/** The label is the first feature; what the others share grows with the second. */
	const predict = ([label = 0, rest = 0]: Float32Array) =>
		Array.from({ length: 10 }, (_, index) => (index === label ? 1 - rest : rest / 9));
	const outputs: readonly SelectableOutput[] = [
		'predicted_label',
		'labels',
		'probability',
		'probabilities',
		'raw_score',
		'raw_scores',
	];
	/** Every choice with the label among them, forwards and backwards. */
	const choices = Array.from({ length: 2 ** (outputs.length - 1) }, (_, chosen) =>
		outputs.filter((_, index) => index === 0 || (chosen & (1 << (index - 1))) !== 0),
	).flatMap((choice) => [
		choice,
		choice.toReversed(),
		[...choice.slice(1, 2), ...choice.slice(0, 1), ...choice.slice(2)],
	]);
	const rows = Array.from({ length: 40 }, (_, index) => [index % 10, index % 3 === 0 ? 0 : 0.01 * index] as const);

	test.each(
		(['multi:softprob', 'multi:softmax'] as const).flatMap((objective) =>
			['text/csv', 'application/json', 'application/jsonlines'].map((accept) => [objective, accept] as const),
		),
	)('%s, %s: any choice in any order, one row and forty', (objective, accept) => {
		for (const inferenceOutput of choices) {
			for (const sent of [...rows.slice(0, 12).map((row) => [row]), rows]) {
				const body = Buffer.from(sent.map((row) => row.join(',')).join('\n'));
				const answer = invokeContainer(
					{ body, contentType: 'text/csv', accept },
					{ objective, inferenceOutput, predict },
				);
				const predictions = parseAnswer(`${answer.body}`, { rows: sent.length });
				expect([inferenceOutput, predictions.map(({ label }) => label)]).toEqual([
					inferenceOutput,
					sent.map(([label]) => label),
				]);
			}
		}
	});

	test.each([
		['a label and its probability', '7,0.7915', [{ label: 7 }]],
		['the same the other way round', '0.7915,7', [{ label: 7 }]],
		['a label and its certain probability', '7,1.0', [{ label: 7 }]],
		['a zero and its certain probability', '0,1.0', [{ label: 0 }]],
		['a label and the score that is it', '7.0,7.0', [{ label: 7 }]],
		['what softmax has not', '7.0,nan,nan', [{ label: 7 }]],
		['the probability of the second of two classes', '0,0.21', [{ label: 0 }]],
		['a margin', '1,2.0', [{ label: 1 }]],
	])('%s', (_, text, predictions) => {
		expect(parseAnswer(text, { rows: 1 })).toEqual(predictions);
		const forty = Array<string>(40).fill(text).join('\n');
		expect(parseAnswer(forty, { rows: 40 })).toEqual(Array(40).fill(predictions[0]));
	});
});
