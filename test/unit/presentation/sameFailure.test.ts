import { expect, test } from 'vitest';
import type { Failed } from '../../../src/app/outcome.ts';
import type { Problem } from '../../../src/core/problem.ts';
import { isSameFailure } from '../../../src/presentation/sameFailure.ts';

function failed(problem: Problem, endpoint = 'prod'): Failed {
	return { ok: false, problem, endpoint: { name: endpoint } };
}

const signIn = (profile?: string) =>
	failed({ code: 'awsSignInNeeded', command: 'sso login', ...(profile !== undefined && { profile }) });
const denied = (action: string, requestId: string) =>
	failed({ code: 'awsAccessDenied', action, profile: 'me', region: 'us-east-1', requestId });
const modelFailed = (detail: string, region = 'us-east-1', endpointName = 'digits') =>
	failed({ code: 'awsModelFailed', endpointName, region, detail, logs: { region, group: detail } });

test.each<[string, Failed, Failed, boolean]>([
	['the same profile', signIn('me'), signIn('me'), true],
	['another profile', signIn('me'), signIn('you'), false],
	['the default credentials and a profile', signIn(), signIn('me'), false],
	['another code', signIn('me'), failed({ code: 'awsMfaRejected', profile: 'me' }), false],
	['another request', denied('sagemaker:InvokeEndpoint', '1'), denied('sagemaker:InvokeEndpoint', '2'), true],
	['another right', denied('sagemaker:InvokeEndpoint', '1'), denied('sts:AssumeRole', '1'), false],
	["other words of the model's", modelFailed('no memory'), modelFailed('no such file'), true],
	['another region', modelFailed(''), modelFailed('', 'eu-west-1'), false],
	['another SageMaker endpoint', modelFailed(''), modelFailed('', 'us-east-1', 'others'), false],
	['another endpoint', failed({ code: 'apiKeyMissing' }, 'a'), failed({ code: 'apiKeyMissing' }, 'b'), false],
	['the same endpoint', failed({ code: 'apiKeyMissing' }, 'a'), failed({ code: 'apiKeyMissing' }, 'a'), true],
	[
		'another host',
		failed({ code: 'hostUnreachable', host: 'a:8080', reason: 'refused', detail: '' }),
		failed({ code: 'hostUnreachable', host: 'b:8080', reason: 'refused', detail: '' }),
		false,
	],
	[
		'failures before any endpoint',
		{ ok: false, problem: { code: 'endpointUnknown', name: 'gone' } },
		{ ok: false, problem: { code: 'endpointUnknown', name: 'gone' } },
		true,
	],
])('%s', (_, one, other, same) => {
	expect(isSameFailure(one, other)).toBe(same);
	expect(isSameFailure(other, one)).toBe(same);
});
