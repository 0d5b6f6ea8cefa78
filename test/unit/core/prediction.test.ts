import { expect, test } from 'vitest';
import { doubtOf, type Doubt } from '../../../src/core/prediction.ts';
import { parseAnswer } from '../../../src/core/answer.ts';

const many = `{"probabilities": [${[0.3, ...Array<number>(70).fill(0.01)].join(', ')}], "label": 0}`;

test.each<[string, string, Doubt | undefined]>([
	['a label alone', '7', undefined],
	['a certain digit', '0,0,0,0.01,0,0,0,0.97,0,0.02', undefined],
	['a digit that is as likely as the bound asks', '0,0,0.1,0,0,0,0,0.9,0,0', undefined],
	['a digit just below it', '0,0,0.101,0,0,0,0,0.899,0,0', { alternative: 2 }],
	['a digit with two others as likely as each other', '0,0.3,0,0,0.3,0,0,0.4,0,0', { alternative: 1 }],
	['all as likely', '0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1', { alternative: 1 }],
	['two classes, certain', '0.05,0.95', undefined],
	['two classes, a guess', '0.3,0.7', { alternative: 0 }],
	['many classes, a guess', many, { alternative: 1 }],
	['a label that is not the likeliest', '{"label": 3, "probabilities": [0.1, 0.7, 0, 0.2]}', { alternative: 1 }],
])('doubt about %s', (_, answer, doubt) => {
	expect(parseAnswer(answer, { rows: 1 }).map(doubtOf)).toEqual([doubt]);
});
