import { readFileSync } from 'node:fs';
import { parseAnswer } from '../../src/core/answer.ts';
import { ProblemError } from '../../src/core/problem.ts';
import { CommandFailed, type AwsCli } from './awsCli.ts';

const known = { label: 3, row: 'test/fixtures/golden/3_00030_q95.csv' };

/** Asks the finished endpoint for a digit that is known. @returns what came of it, in words */
export function tryEndpoint(name: string, aws: AwsCli): string {
	const answerFile = `.cache/deploy/${name}.csv`;
	try {
		aws.read(
			...['sagemaker-runtime', 'invoke-endpoint', '--endpoint-name', name, '--content-type', 'text/csv'],
			...['--accept', 'text/csv', '--body', `fileb://${known.row}`, answerFile],
		);
		const [prediction] = parseAnswer(readFileSync(answerFile, 'utf8'), { rows: 1, classes: 10 });
		return prediction?.label === known.label
			? `The endpoint reads a known ${known.label} as ${known.label}.`
			: `The endpoint reads a known ${known.label} as ${prediction?.label}. Was the model trained on pixel / 255, the label left out?`;
	} catch (error) {
		if (error instanceof CommandFailed || error instanceof ProblemError) {
			return `The endpoint is there, but did not answer for a known ${known.label}:\n${error.message}`;
		}
		throw error;
	}
}
