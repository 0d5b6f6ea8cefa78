import { describe, expect, test } from 'vitest';
import type { OtherFormat, Problem } from '../../../src/core/problem.ts';
import { describeProblem } from '../../../src/presentation/problems/describeProblem.ts';
import { english } from './english.ts';

/** One for each code: one that is missing does not compile. */
const samples: { readonly [Code in Problem['code']]: Extract<Problem, { readonly code: Code }> } = {
	fileNotFound: { code: 'fileNotFound' },
	pictureNotKept: { code: 'pictureNotKept' },
	fileIsFolder: { code: 'fileIsFolder' },
	fileUnreadable: { code: 'fileUnreadable', detail: 'EIO' },
	fileEmpty: { code: 'fileEmpty' },
	fileChanged: { code: 'fileChanged' },
	fileTooLarge: { code: 'fileTooLarge', bytes: 26e6, limit: 25e6 },
	notAnImage: { code: 'notAnImage' },
	otherFormat: { code: 'otherFormat', format: 'heic' },
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
	modelForeign: { code: 'modelForeign', format: 'errorPage', detail: 'AccessDenied' },
	modelPath: { code: 'modelPath', path: 's3://bucket/model.tar.gz', reason: 's3' },
	modelPickled: { code: 'modelPickled' },
	modelArchive: { code: 'modelArchive', files: ['a.json', 'b.json'] },
	modelFeatures: { code: 'modelFeatures', features: 3072, expected: 784 },
	modelNotServed: { code: 'modelNotServed', of: 'classes', found: 2, expected: 10 },
	modelImage: { code: 'modelImage', image: '1.7-1', from: '3.1' },
	answerUnreadable: { code: 'answerUnreadable', excerpt: '<html>', requestId: 'r-1' },
	answerRowCount: { code: 'answerRowCount', expected: 3, received: 2, excerpt: '7,1', requestId: 'r-1' },
	answerLabelRange: { code: 'answerLabelRange', label: 12, classes: 10, excerpt: '12.0', requestId: 'r-1' },
	rowsTooLarge: { code: 'rowsTooLarge', bytes: 7e6, requestId: 'r-1' },
	featureCount: { code: 'featureCount', asked: 'digits', sent: 784, expected: 785, requestId: 'r-1' },
	acceptRefused: { code: 'acceptRefused', accept: 'text/html', detail: 'text/csv only', requestId: 'r-1' },
	urlInvalid: { code: 'urlInvalid', url: 'htp:/x' },
	urlInsecure: { code: 'urlInsecure', url: 'http://example.com' },
	headersInvalid: { code: 'headersInvalid', detail: 'a line break' },
	hostUnreachable: { code: 'hostUnreachable', host: 'localhost:8080', reason: 'refused', detail: 'ECONNREFUSED' },
	answerTooLarge: { code: 'answerTooLarge', limit: 16e6, excerpt: '7,7,7' },
	httpTimeout: { code: 'httpTimeout', host: 'localhost:8080', seconds: 30 },
	redirectRefused: { code: 'redirectRefused', host: 'a.example', location: 'https://b.example/' },
	apiKeyMissing: { code: 'apiKeyMissing' },
	apiKeyRefused: { code: 'apiKeyRefused', sent: true, requestId: 'r-1' },
	apiPathUnknown: { code: 'apiPathUnknown', url: 'https://a.example/stage', requestId: 'r-1' },
	apiAccessDenied: { code: 'apiAccessDenied', reason: 'MissingAuthentication', detail: 'no token', requestId: 'r-1' },
	requestTooLarge: { code: 'requestTooLarge', bytes: 12e6, requestId: 'r-1' },
	contentTypeRefused: { code: 'contentTypeRefused', contentType: 'image/jpeg', excerpt: 'no', requestId: 'r-1' },
	tooManyRequests: { code: 'tooManyRequests', excerpt: 'slow down', requestId: 'r-1' },
	serviceFailed: { code: 'serviceFailed', excerpt: 'Internal server error', requestId: 'r-1' },
	serviceTimeout: { code: 'serviceTimeout', excerpt: 'Endpoint request timed out', requestId: 'r-1' },
	containerRefused: { code: 'containerRefused', status: 415, detail: 'text/csv only', requestId: 'r-1' },
	httpStatus: { code: 'httpStatus', status: 418, excerpt: 'a teapot', requestId: 'r-1' },
	endpointUnknown: { code: 'endpointUnknown', name: 'gone' },
	endpointInvalid: { code: 'endpointInvalid', name: 'prod', detail: 'regoin' },
	unexpected: { code: 'unexpected', detail: 'TypeError: x' },
	folderWithoutPictures: { code: 'folderWithoutPictures', name: 'empty' },
	gzipBroken: { code: 'gzipBroken', name: 'rows.csv.gz', detail: 'unexpected end of file' },
	notIdx: { code: 'notIdx', name: 'a-idx3-ubyte', magic: 'ff d8 ff e0' },
	idxIsLabels: { code: 'idxIsLabels', name: 't10k-labels-idx1-ubyte' },
	idxShape: { code: 'idxShape', name: 'a.idx3-ubyte', rows: 32, columns: 16 },
	idxTooLarge: { code: 'idxTooLarge', name: 'a.idx3-ubyte', count: 4e9, limit: 1e6 },
	idxLength: { code: 'idxLength', name: 'a.idx3-ubyte', expected: 784, received: 700 },
	idxLabelCount: { code: 'idxLabelCount', name: 'a.idx1-ubyte', images: 10, labels: 9 },
	csvEmpty: { code: 'csvEmpty', name: 'rows.csv' },
	csvColumns: { code: 'csvColumns', name: 'rows.csv', line: 3, columns: 12 },
	csvValue: { code: 'csvValue', name: 'rows.csv', line: 3, column: 12, text: 'x' },
	csvLabel: { code: 'csvLabel', name: 'rows.csv', line: 3, text: '7.5' },
	csvPixelRange: { code: 'csvPixelRange', name: 'rows.csv', line: 3, column: 9, text: '256', pixelRange: '0-255' },
	csvLineTooLong: { code: 'csvLineTooLong', name: 'rows.csv', line: 1, limit: 1e6 },
	datasetChanged: { code: 'datasetChanged', name: 'rows.csv' },
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
	awsThrottled: { code: 'awsThrottled', requestId: 'r-1' },
	awsTimeout: { code: 'awsTimeout', seconds: 60, requestId: 'r-1' },
	awsAnswerForeign: { code: 'awsAnswerForeign', status: 511, contentType: 'text/html' },
	awsRequestRefused: { code: 'awsRequestRefused', detail: 'no such variant', requestId: 'r-1' },
	awsServiceFailed: { code: 'awsServiceFailed', status: 503, detail: 'busy', requestId: 'r-1' },
	jobFailed: {
		code: 'jobFailed',
		job: 'train',
		reason: 'AlgorithmError: no rows',
		logs: { region: 'eu-west-1', group: '/aws/sagemaker/TrainingJobs', prefix: 'digits' },
	},
	jobNotFound: { code: 'jobNotFound', name: 'digits-20261129' },
	jobQuota: { code: 'jobQuota', region: 'eu-west-1', detail: 'limit 0 Instances' },
	jobRole: { code: 'jobRole', role: 'arn:aws:iam::123456789012:role/Train', detail: 'Could not assume role' },
	jobImageUnknown: { code: 'jobImageUnknown', region: 'eu-west-1', image: '3.2-0' },
	bucketNotFound: { code: 'bucketNotFound', bucket: 'nowhere' },
	bucketDenied: { code: 'bucketDenied', bucket: 'theirs' },
	bucketElsewhere: { code: 'bucketElsewhere', bucket: 'digits', region: 'us-west-2' },
	objectNotFound: { code: 'objectNotFound', uri: 's3://digits/model.tar.gz' },
	objectTooLarge: { code: 'objectTooLarge', uri: 's3://digits/model.tar.gz', bytes: 2e9, limit: 1e9 },
	datasetWithoutLabels: { code: 'datasetWithoutLabels', name: 'scans' },
	predictionCount: { code: 'predictionCount', expected: 1000, received: 999 },
	trainingClasses: { code: 'trainingClasses', name: 'sevens' },
};

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
