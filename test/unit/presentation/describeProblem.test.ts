import { describe, expect, test } from 'vitest';
import type { Problem } from '../../../src/core/problem.ts';
import { describeProblem } from '../../../src/presentation/problems/describeProblem.ts';
import { english } from './english.ts';

/** One for each code: one that is missing does not compile. */
const samples: { readonly [Code in Problem['code']]: Extract<Problem, { readonly code: Code }> } = {
	fileNotFound: { code: 'fileNotFound' },
	fileIsFolder: { code: 'fileIsFolder' },
	fileUnreadable: { code: 'fileUnreadable', detail: 'EIO' },
	fileEmpty: { code: 'fileEmpty' },
	fileTooLarge: { code: 'fileTooLarge', bytes: 26e6, limit: 25e6 },
	notAnImage: { code: 'notAnImage' },
	imageBroken: { code: 'imageBroken', format: 'png', detail: 'crc' },
	imageUnsupported: { code: 'imageUnsupported', format: 'jpeg', detail: 'arithmetic coding' },
	imageTooLarge: { code: 'imageTooLarge', width: 65500, height: 65500, limit: 1e8 },
	prepareTimeout: { code: 'prepareTimeout', seconds: 5 },
	prepareMemory: { code: 'prepareMemory' },
	notDigitSize: { code: 'notDigitSize', width: 1200, height: 30 },
	noInk: { code: 'noInk' },
	modelFileFailed: { code: 'modelFileFailed', path: '/models/a.ubj', problem: { code: 'fileNotFound' } },
	modelBroken: { code: 'modelBroken', detail: 'cut short' },
	modelUnsupported: { code: 'modelUnsupported', detail: 'a ranker' },
	modelPickled: { code: 'modelPickled' },
	modelArchive: { code: 'modelArchive', files: ['a.json', 'b.json'] },
	modelFeatures: { code: 'modelFeatures', features: 3072, expected: 784 },
	answerUnreadable: { code: 'answerUnreadable', excerpt: '<html>' },
	answerRowCount: { code: 'answerRowCount', expected: 3, received: 2, excerpt: '7,1' },
	answerLabelRange: { code: 'answerLabelRange', label: 12, classes: 10, excerpt: '12.0' },
	urlInvalid: { code: 'urlInvalid', url: 'htp:/x' },
	urlInsecure: { code: 'urlInsecure', url: 'http://example.com' },
	headersInvalid: { code: 'headersInvalid', detail: 'a line break' },
	hostUnreachable: { code: 'hostUnreachable', host: 'localhost:8080', detail: 'ECONNREFUSED' },
	httpTimeout: { code: 'httpTimeout', host: 'localhost:8080', seconds: 30 },
	redirectRefused: { code: 'redirectRefused', host: 'a.example', location: 'https://b.example/' },
	apiKeyMissing: { code: 'apiKeyMissing' },
	apiKeyRefused: { code: 'apiKeyRefused', sent: true },
	apiPathUnknown: { code: 'apiPathUnknown', url: 'https://a.example/stage' },
	apiAccessDenied: { code: 'apiAccessDenied', reason: 'MissingAuthentication', detail: 'no token' },
	requestTooLarge: { code: 'requestTooLarge', bytes: 12e6 },
	contentTypeRefused: { code: 'contentTypeRefused', contentType: 'image/jpeg', excerpt: 'no' },
	tooManyRequests: { code: 'tooManyRequests', excerpt: 'slow down' },
	serviceFailed: { code: 'serviceFailed', excerpt: 'Internal server error' },
	serviceTimeout: { code: 'serviceTimeout', excerpt: 'Endpoint request timed out' },
	containerRefused: { code: 'containerRefused', status: 415, detail: 'text/csv only' },
	httpStatus: { code: 'httpStatus', status: 418, excerpt: 'a teapot' },
	endpointUnknown: { code: 'endpointUnknown', name: 'gone' },
	endpointInvalid: { code: 'endpointInvalid', name: 'prod', detail: 'regoin' },
	unexpected: { code: 'unexpected', detail: 'TypeError: x' },
	awsConfigUnreadable: { code: 'awsConfigUnreadable', path: '/home/me/.aws/config', detail: 'EACCES' },
	awsProfileUnknown: { code: 'awsProfileUnknown', profile: 'nobody' },
	awsProfileInvalid: { code: 'awsProfileInvalid', profile: 'half', detail: 'no role_arn' },
	awsRegionMissing: { code: 'awsRegionMissing', profile: 'me' },
	awsRegionInvalid: { code: 'awsRegionInvalid', region: 'mars 1' },
	awsCredentialsMissing: { code: 'awsCredentialsMissing' },
	awsCredentialsFailed: { code: 'awsCredentialsFailed', profile: 'me', detail: 'no token' },
	awsSignInNeeded: { code: 'awsSignInNeeded', command: 'sso login', profile: 'me' },
	awsProcessFailed: { code: 'awsProcessFailed', profile: 'me', detail: 'exit 1' },
	awsMfaRejected: { code: 'awsMfaRejected', profile: 'me' },
	awsMfaCancelled: { code: 'awsMfaCancelled' },
	awsAccessDenied: { code: 'awsAccessDenied', action: 'sagemaker:InvokeEndpoint', profile: 'me', requestId: 'r-1' },
	awsKeysRejected: { code: 'awsKeysRejected', profile: 'me', requestId: 'r-1' },
	awsCredentialsExpired: { code: 'awsCredentialsExpired', profile: 'me', requestId: 'r-1' },
	awsClockSkew: { code: 'awsClockSkew', minutes: -7 },
	awsEndpointNotFound: { code: 'awsEndpointNotFound', endpointName: 'digits', region: 'us-east-1', requestId: 'r-1' },
	awsEndpointNotReady: { code: 'awsEndpointNotReady', endpointName: 'digits', detail: 'Creating', requestId: 'r-1' },
	awsModelFailed: {
		code: 'awsModelFailed',
		endpointName: 'digits',
		status: 500,
		detail: 'out of memory',
		logs: { region: 'us-east-1', group: '/aws/sagemaker/Endpoints/digits' },
		requestId: 'r-1',
	},
	awsFeatureCount: { code: 'awsFeatureCount', endpointName: 'digits', sent: 784, expected: 3072 },
	awsThrottled: { code: 'awsThrottled', requestId: 'r-1' },
	awsPayloadTooLarge: { code: 'awsPayloadTooLarge', bytes: 7e6, requestId: 'r-1' },
	awsTimeout: { code: 'awsTimeout', seconds: 60, requestId: 'r-1' },
	awsUnreachable: { code: 'awsUnreachable', reason: 'tls', host: 'sagemaker.example', detail: 'self-signed' },
	awsAnswerForeign: { code: 'awsAnswerForeign', status: 511, contentType: 'text/html' },
	awsRequestRefused: { code: 'awsRequestRefused', detail: 'no such variant', requestId: 'r-1' },
	awsServiceFailed: { code: 'awsServiceFailed', status: 503, detail: 'busy', requestId: 'r-1' },
};

/** What the problem says of itself that a reader can do without: a button knows it, or the card says it elsewhere. */
const unsaid: readonly string[] = [
	'modelFileFailed.problem',
	'awsSignInNeeded.command',
	'awsModelFailed.endpointName',
	'awsModelFailed.logs',
	'awsUnreachable.reason',
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

test.each<[Problem, string, readonly string[]]>([
	[samples.fileTooLarge, 'The file has 26 MB, and the limit is 25 MB.', ['Open Setting']],
	[samples.imageTooLarge, 'The picture claims 65,500 × 65,500 pixels, and the limit is 100 million.', []],
	[samples.notDigitSize, 'The picture has 1,200 × 30 pixels', ['Open Setting']],
	[samples.awsSignInNeeded, 'with profile "me".', ['Sign In', 'Try Again']],
	[{ code: 'awsSignInNeeded', command: 'login' }, 'with the default credentials.', ['Sign In', 'Try Again']],
	[samples.awsModelFailed, 'failed with status 500', ['Open CloudWatch Log', 'Try Again']],
	[{ code: 'apiKeyRefused', sent: false }, 'The API wants a key.', ['Open Setting']],
	[samples.apiKeyRefused, 'does not accept the key', ['Enter API Key…']],
	[{ code: 'awsClockSkew' }, "This machine's clock is wrong", ['Try Again']],
	[samples.awsClockSkew, '7 min off', ['Try Again']],
	[{ code: 'answerUnreadable', excerpt: '' }, 'answered with nothing', ['Try Again', 'Select Endpoint…']],
	[{ code: 'modelArchive', files: [] }, 'holds no model', ['Try Again', 'Select Endpoint…']],
	[samples.unexpected, 'The log tells more', ['Show Log', 'Try Again']],
])('%o', (problem, words, titles) => {
	const { message, actions } = describeProblem(problem, english);
	expect(message).toContain(words);
	expect(actions.map(({ title }) => title)).toEqual(titles);
});

test('a button that opens a setting names which', () => {
	expect(describeProblem(samples.fileTooLarge, english).actions).toEqual([
		{ id: 'openSettings', title: 'Open Setting', setting: 'maximumFileSize' },
	]);
});
