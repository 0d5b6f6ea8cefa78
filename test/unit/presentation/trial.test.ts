import { describe, expect, test } from 'vitest';
import type { Classified, Failed } from '../../../src/app/outcome.ts';
import type { Problem } from '../../../src/core/problem.ts';
import { toTrialRows, type TrialRow, type TrialTitles } from '../../../src/presentation/trial.ts';
import { english } from './english.ts';
import { prediction, sevenOfPhoto } from './outcomes.ts';

const titles: TrialTitles = {
	accept: 'Save and use',
	acceptAnyway: 'Save anyway',
	startOver: 'Choose another profile…',
	inSettings: 'Save, and edit in settings.json',
};

function rowsOf(outcome: Classified | Failed, caution?: string, named = titles): TrialRow[] {
	return toTrialRows(outcome, caution, named, english);
}

function failed(problem: Problem): Failed {
	return { ok: false, problem, endpoint: { name: 'prod' } };
}

/** What a row leads to, in short. */
function choiceOf({ choice }: TrialRow): string | undefined {
	return typeof choice === 'object' ? choice.id : choice;
}

describe('an endpoint that answers', () => {
	test.each<[string, Partial<Classified>, string | undefined, Partial<TrialRow>[]]>([
		[
			'rightly',
			{},
			undefined,
			[{ icon: 'check', label: 'Save and use', description: 'answered 7 (98.0%) to a picture of a 7 in 120 ms' }],
		],
		[
			'with a label alone, and stores what it is sent',
			{ predictions: [{ label: 7 }] },
			'Data capture is on.',
			[{ icon: 'check', description: 'answered 7 to a picture of a 7 in 120 ms', detail: 'Data capture is on.' }],
		],
		[
			'with another digit',
			{ predictions: [prediction(1, 0.6)] },
			undefined,
			[
				{
					icon: 'warning',
					label: 'Save and use',
					description: 'answered 1 (60.0%) to a picture of a 7 in 120 ms',
					detail: 'A model of digits should say 7. If it is one, it may want other pixels: "pixelRange".',
				},
				{ label: 'Save, and edit in settings.json' },
				{ label: 'Choose another profile…' },
			],
		],
		[
			'with a word for the seventh class',
			{ endpoint: { name: 'fashion', labels: [...'0123456'].concat('Sneaker') } },
			undefined,
			[{ icon: 'check', description: 'answered Sneaker (98.0%) to a picture of a 7 in 120 ms' }],
		],
	])('%s', (_, change, caution, expected) => {
		const rows = rowsOf({ ...sevenOfPhoto, ...change }, caution);
		expect(rows).toMatchObject(expected);
		expect(rows).toHaveLength(expected.length);
		expect(rows[0]?.choice).toBe('accept');
	});
});

describe('an endpoint that does not answer', () => {
	test.each<[Problem, readonly string[], readonly string[]]>([
		[
			{ code: 'awsSignInNeeded', command: 'sso login', profile: 'me' },
			['You are signed out of AWS, or have never signed in, with profile "me".'],
			['signInSso', 'retry', 'startOver', 'showLog', 'accept'],
		],
		[
			{ code: 'awsCredentialsMissing' },
			[
				'No AWS credentials were found: not in the environment, not in the default',
				'profile, not from this machine. Choose a profile for the endpoint.',
			],
			['startOver', 'retry', 'showLog', 'accept'],
		],
		[
			{ code: 'apiKeyMissing' },
			[expect.any(String) as string],
			['enterApiKey', 'retry', 'startOver', 'showLog', 'accept'],
		],
		[
			{ code: 'hostUnreachable', host: 'localhost:8080', reason: 'refused', detail: 'connect\n ECONNREFUSED' },
			['localhost:8080 refused the connection. Is it running, and is the address', 'right?', 'connect', 'ECONNREFUSED'],
			['retry', 'startOver', 'showLog', 'accept'],
		],
		[
			{ code: 'featureCount', asked: 'the endpoint', sent: 784, expected: 785 },
			[
				expect.stringMatching(/^784 values were sent/) as string,
				expect.any(String) as string,
				'If it was trained on a libsvm file that counts from 1, set "featureOffset":',
				'1.',
			],
			['startOver', 'inSettings', 'retry', 'showLog', 'accept'],
		],
	])('%j: its sentence, and then what helps, the best first', (problem, sentence, choices) => {
		const rows = rowsOf(failed(problem));
		const toRead = rows.filter(({ choice }) => choice === undefined);
		expect(toRead.map(({ label }) => label)).toEqual(sentence);
		expect(rows.indexOf(toRead.at(-1) as TrialRow)).toBe(toRead.length - 1);
		expect(rows.slice(toRead.length).map(choiceOf)).toEqual(choices);
	});

	test('is not accepted where nothing is to be saved', () => {
		const { accept, startOver, inSettings } = titles;
		const rows = rowsOf(failed({ code: 'apiKeyMissing' }), undefined, { accept, startOver, inSettings });
		expect(rows.map(choiceOf)).not.toContain('accept');
	});

	test('says no more than a list has room for', () => {
		const rows = rowsOf(
			failed({ code: 'httpStatus', status: 500, excerpt: 'x y '.repeat(500) }),
			'Data capture is on.',
		);
		expect(rows.filter(({ choice }) => choice === undefined).length).toBeLessThan(12);
	});
});
