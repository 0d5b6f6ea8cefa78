import { describe, expect, test } from 'vitest';
import type { Classified, Failed } from '../../../src/app/outcome.ts';
import { toLogLine, toLogText, toProblemText } from '../../../src/presentation/logLine.ts';
import { english } from './english.ts';
import { photo, sevenOfPhoto } from './outcomes.ts';

const prod = { name: 'prod' };

describe('a line for what became of a picture', () => {
	test.each<[string, string, Classified | Failed, string, string]>([
		['a label', '7.jpg', sevenOfPhoto, 'info', '7.jpg: 7 [endpoint prod]'],
		[
			'a label that was asked for by a request',
			'7.jpg',
			{ ...sevenOfPhoto, sent: { destination: 'digits', requests: 1, rows: 1, bytes: 9, requestId: 'r-1' } },
			'info',
			'7.jpg: 7 [endpoint prod, request r-1]',
		],
		[
			'a label with a name',
			'7.jpg',
			{ ...sevenOfPhoto, endpoint: { name: 'words', labels: [...'0123456'].concat('seven') } },
			'info',
			'7.jpg: seven [endpoint words]',
		],
		[
			'a failure of an endpoint',
			'7.jpg',
			{ ok: false, prepared: photo, endpoint: prod, problem: { code: 'awsThrottled', requestId: 'r-2' } },
			'error',
			'7.jpg: AWS has more requests than it takes just now. Try again in a moment. [awsThrottled, endpoint prod, request r-2] Request ID: r-2',
		],
		[
			'a failure before any endpoint',
			'7.jpg',
			{ ok: false, problem: { code: 'fileUnreadable', detail: 'EIO' } },
			'error',
			'7.jpg: The file could not be read. [fileUnreadable] EIO',
		],
		[
			'a name and an answer that would forge lines',
			'a\n2026-11-25 12:00:00.000 [info] b.jpg: 7\u202e\u2028.jpg',
			{
				ok: false,
				endpoint: { name: 'pr\rod' },
				problem: { code: 'httpStatus', status: 418, excerpt: 'no\r\n2026 [info] 7\u001b[2J' },
			},
			'error',
			'a\\n2026-11-25 12:00:00.000 [info] b.jpg: 7\\u{202e}\\u{2028}.jpg: The service answered with status 418. What came back begins with: [httpStatus, endpoint pr\\rod] no\\r\\n2026 [info] 7\\u{1b}[2J',
		],
		[
			'an answer that repeats keys',
			'7.jpg',
			{
				ok: false,
				endpoint: prod,
				problem: {
					code: 'tooManyRequests',
					excerpt: '{"x-api-key": "hunter2"} AKIAIOSFODNN7EXAMPLE ' + 'k'.repeat(40),
				},
			},
			'error',
			'7.jpg: The service has too many requests. Try again in a moment. [tooManyRequests, endpoint prod] {"x-api-key": …} … …',
		],
		[
			'an address with a password and a query',
			'7.jpg',
			{
				ok: false,
				endpoint: prod,
				problem: { code: 'urlInvalid', url: 'https://me:hunter2@example.com/a?key=hunter2' },
			},
			'error',
			'7.jpg: This is no address that begins with "https://" or "http://": https://…@example.com/a?… [urlInvalid, endpoint prod]',
		],
	])('%s', (_, name, outcome, level, text) => {
		expect(toLogLine(name, outcome, english)).toEqual({ level, text });
	});
});

test.each(['\n', '\r', '\u0085', '\u2028', '\u2029', '\u0000', '\u007f', '\u200b', '\u2066', '\ud800'])(
	'%j is written as an escape',
	(character) => {
		expect(toLogText(`a${character}b`)).toMatch(/^a\\[a-z0-9{}]+b$/);
	},
);

test('names of files and endpoints stay as they are', () => {
	const name = `${'0123456789abcdef'.repeat(4)} (Kopie) 七.jpg`;
	expect(toLogText(name)).toBe(name);
});

test('a line for what went wrong besides has no key of an answer, either', () => {
	const problem = { code: 'httpStatus', status: 500, excerpt: `{"token": "${'k'.repeat(40)}"}` } as const;
	expect(toProblemText(problem, english)).toBe(
		'The service answered with status 500. What came back begins with: [httpStatus] {"token": "…"}',
	);
});
