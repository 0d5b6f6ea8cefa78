import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createAws } from '../../../src/aws/createAws.ts';
import { ProblemError } from '../../../src/core/problem.ts';
import { exchange, type WireRequest } from '../../../src/network/exchange.ts';
import { addresses } from './accounts/addresses.ts';
import { precedence } from './accounts/precedence.ts';
import type { AccountAnswer, AccountSetUp } from './accounts/setUp.ts';
import { words } from './accounts/words.ts';
import { useAwsHome } from './awsHome.ts';

const accountSetUps = [...addresses, ...words, ...precedence];

vi.mock('../../../src/network/exchange.ts');
const home = useAwsHome();
afterEach(() => vi.resetAllMocks());

/** As SageMaker, STS and IAM Identity Center would answer. */
function bodyFor({ url, body }: WireRequest): string {
	const action = /Action=(\w+)/.exec(String(body))?.[1];
	if (action !== undefined) {
		const credentials =
			'<AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>';
		return `<${action}Response><${action}Result><Credentials>${credentials}</Credentials></${action}Result></${action}Response>`;
	}
	const keys = { accessKeyId: 'ASIASSO', secretAccessKey: 'secret', sessionToken: 'token', expiration: 4070908800000 };
	return url.pathname.includes('/federation/credentials') ? JSON.stringify({ roleCredentials: keys }) : '7.0';
}

async function ask(setUp: AccountSetUp): Promise<AccountAnswer> {
	const asked: string[] = [];
	let signed: (string | null)[] = [];
	vi.mocked(exchange).mockImplementation((request) => {
		const { url, headers } = request;
		asked.push(url.origin);
		const [, key = null, region = null] =
			/Credential=([^/]*)\/\d+\/([^/]*)\//.exec(headers['authorization'] ?? '') ?? [];
		signed = [key, region];
		return Promise.resolve({ status: 200, headers: {}, body: Buffer.from(bodyFor(request)) });
	});
	for (const [name, text] of Object.entries(filesOf(setUp))) {
		home.write(name, text.replaceAll('HOME', home.path));
	}
	for (const [name, value] of Object.entries(setUp.env ?? {})) {
		vi.stubEnv(name, value.replaceAll('HOME', home.path));
	}
	const { profile, endpointUrl } = setUp;
	const target = { ...(profile !== undefined && { profile }), ...(endpointUrl !== undefined && { endpointUrl }) };
	const row = { endpointName: 'digits', body: '0', features: 1, accept: 'text/csv' };
	try {
		const aws = createAws({});
		await aws.invoke(target, row, new AbortController().signal);
		expect(new URL(await aws.runtimeUrl(target)).origin, 'what is copied calls the same').toBe(asked.at(-1));
		return { asked, key: signed[0] ?? null, region: signed[1] ?? null };
	} catch (error) {
		if (!(error instanceof ProblemError)) {
			throw error;
		}
		return { refused: error.problem.code };
	}
}

function filesOf({ config, credentials, files }: AccountSetUp): Readonly<Record<string, string>> {
	return {
		...(config !== undefined && { '.aws/config': config }),
		...(credentials !== undefined && { '.aws/credentials': credentials }),
		...files,
	};
}

describe('whom an account asks, and as whom', () => {
	test.each(accountSetUps)('$title', async (setUp) => {
		expect(await ask(setUp)).toEqual(setUp.answer);
	});

	// On PATH there may be a newer one than the system's.
	const python = ['python3', '/usr/bin/python3'].find(
		(program) => spawnSync(program, ['-c', 'import botocore.tokens']).status === 0,
	);
	test.skipIf(python === undefined)('as botocore does (skipped where no Python has botocore)', () => {
		const lines = accountSetUps.map((setUp) => JSON.stringify({ env: {}, ...setUp, files: filesOf(setUp) }));
		const script = join(import.meta.dirname, 'botocoreAnswers.py');
		const input = lines.join('\n');
		const output = execFileSync(python ?? '', [script], { input, encoding: 'utf8' });
		const [version = '', ...answers] = output.trim().split('\n');
		const minor = Number(version.split('.')[1]);
		const known = accountSetUps.filter(({ since = 0 }) => minor >= since);
		expect(
			accountSetUps.flatMap((setUp, index) =>
				known.includes(setUp) ? [[setUp.title, JSON.parse(answers[index] ?? '') as AccountAnswer]] : [],
			),
		).toEqual(known.map(({ title, answer, botocore = answer }) => [title, botocore]));
	});
});
