import { describe, expect, test } from 'vitest';
import type { OtherFormat, Problem } from '../../../src/core/problem.ts';
import { describeProblem } from '../../../src/presentation/problems/describeProblem.ts';
import { english } from './english.ts';
import { samples } from './problemSamples.ts';

/** What the problem says of itself that a reader can do without: a button knows it, or the card says it elsewhere. */
const unsaid: readonly string[] = [
	'modelFileFailed.problem',
	// Each has a sentence of its own.
	'modelForeign.format',
	'modelPath.reason',
	'modelNotServed.of',
	'awsSignInNeeded.command',
	'awsModelFailed.endpointName',
	'awsModelFailed.logs',
	'hostUnreachable.reason',
	'jobFailed.job',
];

const all = Object.values<Problem>(samples);

describe.each(all.map((problem) => [problem.code, problem] as const))('%s', (code, problem) => {
	const { message, detail = '', actions } = describeProblem(problem, english);

	test('is a sentence with its gaps filled', () => {
		expect(message.length).toBeGreaterThan(10);
		expect(`${message}${detail}`).not.toMatch(/\{\d\}|undefined|NaN|\[object/);
	});

	test('says or offers what to do', () => {
		const advises = /\. [A-Z][a-z]+ .+\.$/.test(message);
		expect(actions.length > 0 || advises).toBe(true);
		expect(actions.filter(({ title }) => title === '')).toEqual([]);
	});

	test('tells all that is known', () => {
		const texts = Object.entries(problem).flatMap(([field, value]: [string, unknown]) =>
			typeof value === 'string' && field !== 'code' && !unsaid.includes(`${code}.${field}`) ? [value] : [],
		);
		const said = `${message}\n${detail}`.toLowerCase();
		expect(texts.filter((text) => !said.includes(text.toLowerCase()))).toEqual([]);
	});
});

const otherFormats: Readonly<Record<OtherFormat, string>> = {
	heic: 'HEIC',
	ico: 'ICO',
	iosPng: 'pngcrush -revert-iphone-optimizations',
	jpeg2000: 'JPEG 2000',
	jpegXl: 'JPEG XL',
	lfsPointer: 'git lfs pull',
	pdf: 'PDF',
	psd: 'PSD',
	svg: 'SVG',
};

test.each(Object.entries(otherFormats))('%s is named, with what to do', (format, words) => {
	const { message } = describeProblem({ code: 'otherFormat', format: format as OtherFormat }, english);
	expect(message).toContain(words);
	expect(message).toMatch(/\. [A-Z][a-z]+ .+\.$/);
});

test.each<[Problem, string, readonly string[]]>([
	[samples.fileTooLarge, 'The file has 26 MB, and the limit is 25 MB.', ['Open Setting']],
	[samples.imageTooLarge, 'The picture claims 65,500 × 65,500 pixels, and the limit is 100 million.', []],
	[samples.notDigitSize, 'The picture has 1,200 × 30 pixels', ['Open Setting']],
	[samples.awsSignInNeeded, 'with profile "me".', ['Sign In', 'Try Again']],
	[{ code: 'awsSignInNeeded', command: 'login' }, 'with the default profile.', ['Sign In', 'Try Again']],
	[samples.awsModelFailed, 'failed with status 500', ['Open CloudWatch Log', 'Try Again']],
	[{ code: 'apiKeyRefused', sent: false }, 'The API wants a key.', ['Open Setting']],
	[samples.apiKeyRefused, 'does not accept the key', ['Enter API Key…']],
	[{ code: 'awsClockSkew' }, "This machine's clock is wrong", ['Try Again']],
	[samples.awsClockSkew, '7 min off', ['Try Again']],
	[{ code: 'noInk', pixelRange: '0-1' }, 'Save it with its values times 255', []],
	[{ code: 'answerUnreadable', excerpt: '' }, 'answered with nothing', ['Try Again', 'Select Endpoint…']],
	[{ code: 'modelArchive', files: [] }, 'holds no model', ['Try Again', 'Select Endpoint…']],
	[{ code: 'modelForeign', format: 'dump' }, 'save_model', ['Try Again', 'Select Endpoint…']],
	[{ code: 'modelForeign', format: 'gitLfs' }, 'git lfs pull', ['Try Again', 'Select Endpoint…']],
	[samples.modelPath, 'aws s3 cp s3://bucket/model.tar.gz .', ['Open Setting', 'Select Endpoint…']],
	[
		{ code: 'modelPath', path: 'm.ubj', reason: 'relative' },
		'no folder is open: m.ubj',
		['Open Setting', 'Select Endpoint…'],
	],
	[
		{ code: 'modelPath', path: '${x}/m', reason: 'variable' },
		'without a value: ${x}/m',
		['Open Setting', 'Select Endpoint…'],
	],
	[{ code: 'modelFeatures', features: 785, expected: 784 }, '"featureOffset": 1', ['Open Setting', 'Select Endpoint…']],
	[{ code: 'modelFeatures', features: 780, expected: 784 }, '"missing": 0', ['Open Setting', 'Select Endpoint…']],
	[samples.jobFailed, 'The training failed. Its log in CloudWatch', ['Open CloudWatch Log']],
	[
		{ code: 'jobFailed', job: 'deploy', reason: 'The primary container did not pass the ping health check.' },
		'The container did not start with this model.',
		[],
	],
	[{ code: 'jobFailed', job: 'train', reason: 'CapacityError: Unable to provision' }, 'no such machine free', []],
	[samples.bucketNotFound, 'aws s3 mb s3://nowhere', []],
	[samples.bucketDenied, 'does not let you see the bucket theirs', []],
	[
		{ code: 'awsCredentialsFailed', detail: 'no token' },
		"No credentials came from AWS's default chain.",
		['Try Again', 'Select Endpoint…'],
	],
	[{ code: 'httpStatus', status: 418, excerpt: '' }, 'status 418 and nothing else', ['Try Again', 'Select Endpoint…']],
	[{ ...samples.contentTypeRefused, contentType: 'text/csv' }, '"contentType"', ['Open Setting', 'Select Endpoint…']],
	[
		{ code: 'modelFileFailed', path: '/models', problem: { code: 'fileIsFolder' } },
		'Set the path of the model file in it.',
		['Try Again', 'Select Endpoint…', 'Open Setting'],
	],
	[
		{ code: 'modelFileFailed', path: '/m.ubj', problem: { code: 'fileTooLarge', bytes: 2e9, limit: 1e9 } },
		'the limit of models is 1,000 MB',
		['Try Again', 'Select Endpoint…', 'Open Setting'],
	],
	[{ code: 'imageBroken', format: 'webp', detail: '' }, 'The WebP picture', []],
	[samples.unexpected, 'The log tells more', ['Show Log', 'Try Again']],
])('%o', (problem, words, titles) => {
	const { message, detail, actions } = describeProblem(problem, english);
	expect(`${message}\n${detail}`).toContain(words);
	expect(actions.map(({ title }) => title)).toEqual(titles);
});

test('a button that opens a setting names which', () => {
	expect(describeProblem(samples.fileTooLarge, english).actions).toEqual([
		{ id: 'openSettings', title: 'Open Setting', setting: 'maximumFileSize' },
	]);
});
