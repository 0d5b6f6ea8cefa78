import { describe, expect, test } from 'vitest';
import { cloudWatchUrl } from '../../../src/aws/index.ts';
import { redact, requestProblem } from '../../../src/aws/requestProblem.ts';
import type { Problem } from '../../../src/core/problem.ts';
import { call, context, sdkError } from './sdkError.ts';

const hourAgo = { $response: { headers: { date: new Date(Date.now() - 3600_000).toUTCString() } } };

describe('requestProblem', () => {
	test.each<[string, Error, Problem]>([
		[
			'a clock that is ahead',
			sdkError(
				'InvalidSignatureException',
				'Signature not yet current: 20260101T000000Z is still later than …',
				hourAgo,
			),
			{ code: 'awsClockSkew', ...context, minutes: 60 },
		],
		[
			'a clock that is behind',
			sdkError('InvalidSignatureException', 'Signature expired: 20260101T000000Z is now earlier than …'),
			{ code: 'awsClockSkew', ...context },
		],
		[
			'a clock, in the words of STS',
			sdkError('RequestExpired', 'Request has expired.'),
			{ code: 'awsClockSkew', ...context },
		],
		['a key of STS that is not known', sdkError('InvalidClientTokenId'), { code: 'awsKeysRejected', ...context }],
		[
			'a denial that names nothing',
			sdkError('AccessDeniedException', 'Access denied'),
			{
				code: 'awsAccessDenied',
				...context,
				action: 'sagemaker:InvokeEndpoint',
				resource: 'arn:aws:sagemaker:us-east-1:*:endpoint/digits',
			},
		],
		[
			'a denial in the words of S3',
			sdkError(
				'AccessDenied',
				'User: arn:aws:iam::1:user/a is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::b/c" because …',
			),
			{ code: 'awsAccessDenied', ...context, action: 's3:GetObject', resource: 'arn:aws:s3:::b/c' },
		],
		[
			'a denial of another action than the one asked for',
			sdkError(
				'AccessDenied',
				'User: arn:aws:iam::1:user/a is not authorized to perform: kms:Decrypt on the resource associated with …',
			),
			{ code: 'awsAccessDenied', ...context, action: 'kms:Decrypt' },
		],
		[
			'an endpoint of another state',
			sdkError('ValidationError', 'Endpoint Digits is not in service.'),
			{ code: 'awsEndpointNotReady', ...context, endpointName: 'Digits', detail: 'Endpoint Digits is not in service.' },
		],
		[
			'a variant that is not there',
			sdkError('ValidationError', 'Variant Green not found for endpoint Digits', {
				$metadata: { httpStatusCode: 400 },
			}),
			{ code: 'awsRequestRefused', ...context, detail: 'Variant Green not found for endpoint Digits' },
		],
		[
			'too many requests, by status',
			sdkError('Unknown', '', { $metadata: { httpStatusCode: 429 } }),
			{ code: 'awsThrottled', ...context },
		],
		[
			'too large, by status',
			sdkError('SyntaxError', '', { $metadata: { httpStatusCode: 413 } }),
			{ code: 'rowsTooLarge', ...context, bytes: 6_000_000 },
		],
		[
			'a captive portal',
			sdkError('SyntaxError', `Unexpected token '<'`, {
				$response: { statusCode: 200, headers: { 'content-type': 'text/html' } },
			}),
			{ code: 'awsAnswerForeign', ...context, status: 200, contentType: 'text/html' },
		],
		[
			'a mistake of ours',
			sdkError('TypeError', 'x is not a function'),
			{ code: 'unexpected', detail: 'sagemaker:InvokeEndpoint: TypeError: x is not a function' },
		],
	])('%s', (_, error, problem) => {
		expect(requestProblem(error, call)).toEqual(problem);
	});

	test.each([
		[{ region: 'cn-north-1' }, 'arn:aws-cn:sagemaker:cn-north-1:*:endpoint/digits'],
		[{ region: 'cn-north-1', resource: 's3:::digits/*' }, 'arn:aws-cn:s3:::digits/*'],
		[{ region: 'us-gov-west-1', resource: 's3:::digits' }, 'arn:aws-us-gov:s3:::digits'],
	])('a denial in another partition: %j', (changed, resource) => {
		const denied = sdkError('AccessDeniedException', 'Access denied');
		expect(requestProblem(denied, { ...call, ...changed })).toMatchObject({ resource });
	});

	test('an answer of a proxy in the place of STS', () => {
		const parse = sdkError('Error', '@aws-sdk XML parse error: missing closing tag </html>.');
		const bare = sdkError('Unknown', 'UnknownError');
		for (const error of [parse, bare]) {
			const answered = Object.assign(error, { $metadata: { httpStatusCode: 403 } });
			expect(requestProblem(answered, call)).toEqual({ code: 'awsAnswerForeign', ...context, status: 403 });
		}
	});

	test('what the container refuses', () => {
		const words = 'Accept type x is not supported.';
		const metadata = { $metadata: { httpStatusCode: 424, requestId: 'request' } };
		const error = sdkError('ModelError', '', { OriginalStatusCode: 406, OriginalMessage: words, ...metadata });
		const problem = { code: 'acceptRefused', ...context, accept: 'text/csv', detail: words, requestId: 'request' };
		expect(requestProblem(error, call)).toEqual(problem);
	});

	test('a model that fails, with its log', () => {
		const error = sdkError('ModelError', 'Received server error (500) from primary', {
			OriginalStatusCode: 500,
			OriginalMessage: 'x'.repeat(2000),
			LogStreamArn:
				'arn:aws:logs:us-east-1:123456789012:log-group:/aws/sagemaker/Endpoints/Digits:log-stream:AllTraffic/i-01',
			$metadata: { httpStatusCode: 424, requestId: 'request' },
		});
		expect(requestProblem(error, call)).toEqual({
			code: 'awsModelFailed',
			...context,
			requestId: 'request',
			endpointName: 'Digits',
			status: 500,
			detail: 'x'.repeat(1000),
			logs: { region: 'us-east-1', group: '/aws/sagemaker/Endpoints/Digits', stream: 'AllTraffic/i-01' },
		});
	});

	test('a signature is refused with the whole request, of which nothing is told', () => {
		const message = `The request signature we calculated does not match. The Canonical String for this request should have been
'POST
/endpoints/Digits/invocations
x-amz-security-token:IQoJb3JpZ2luX2VjEXAMPLE
'`;
		const problem = requestProblem(sdkError('InvalidSignatureException', message), call);
		expect(problem).toEqual({ code: 'awsKeysRejected', ...context });
	});
});

test.each([
	['the key AKIAIOSFODNN7EXAMPLE is gone', 'the key … is gone'],
	['token IQoJb3JpZ2luX2VjEJr//////////wEaCXVzLWVhc3QtMSJHMEUCIQ== expired', 'token … expired'],
	['one line\nanother', 'one line'],
	['arn:aws:sts::123456789012:assumed-role/Tester/session', 'arn:aws:sts::123456789012:assumed-role/Tester/session'],
])('redact: %s', (text, redacted) => {
	expect(redact(text)).toBe(redacted);
});

test.each([
	[
		{ region: 'us-east-1', group: '/aws/sagemaker/Endpoints/digits', stream: 'AllTraffic/i-01' },
		'https://us-east-1.console.aws.amazon.com/cloudwatch/home?region=us-east-1#logsV2:log-groups/log-group/$252Faws$252Fsagemaker$252FEndpoints$252Fdigits/log-events/AllTraffic$252Fi-01',
	],
	[
		{ region: 'cn-north-1', group: 'group' },
		'https://console.amazonaws.cn/cloudwatch/home?region=cn-north-1#logsV2:log-groups/log-group/group',
	],
])('cloudWatchUrl: %o', (logs, url) => {
	expect(cloudWatchUrl(logs)).toBe(url);
});
