import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exampleKey } from '../../../tools/sageMakerServer/keys.ts';
import { problemOf, useAws } from './awsSetUp.ts';

const setUp = useAws();

describe('renewal', () => {
	test('a new key in the file is used at once', async () => {
		const path = join(setUp.home.path, '.aws', 'credentials');
		const text = readFileSync(path, 'utf8');
		writeFileSync(path, text.replaceAll(exampleKey.secretAccessKey, 'wrong'));
		expect(await problemOf(setUp.invoke({ profile: 'digits' }))).toMatchObject({ code: 'awsKeysRejected' });
		writeFileSync(path, text);
		expect(await setUp.invoke({ profile: 'digits' })).toMatchObject({ body: '3.0\n' });
	});

	test('a new sign-in is enough', async () => {
		expect(await problemOf(setUp.invoke({ profile: 'digits-sso-expired' }))).toMatchObject({ code: 'awsSignInNeeded' });
		const cache = (session: string) => `.aws/sso/cache/${createHash('sha1').update(session).digest('hex')}.json`;
		setUp.home.write(cache('digits-ended'), readFileSync(join(setUp.home.path, cache('digits')), 'utf8'));
		expect(await setUp.invoke({ profile: 'digits-sso-expired' })).toMatchObject({ body: '3.0\n' });
	});

	test('a renewed token of a session of several words is where the AWS CLI looks for it', async () => {
		const path = (session: string) =>
			join(setUp.home.path, `.aws/sso/cache/${createHash('sha1').update(session).digest('hex')}.json`);
		const config = join(setUp.home.path, '.aws', 'config');
		const text = readFileSync(config, 'utf8');
		writeFileSync(
			config,
			text.replace('[sso-session digits-stale]', '[sso-session "the team"]').replace('= digits-stale', '= the team'),
		);
		renameSync(path('digits-stale'), path('the team'));
		const before = readFileSync(path('the team'), 'utf8');
		const files = readdirSync(dirname(path('the team'))).sort();
		expect(await setUp.invoke({ profile: 'digits-sso-stale' })).toMatchObject({ body: '3.0\n' });
		expect(readdirSync(dirname(path('the team'))).sort()).toEqual(files);
		expect(JSON.parse(readFileSync(path('the team'), 'utf8'))).not.toEqual(JSON.parse(before));
	});

	test('credentials that AWS calls expired are fetched again, once', async () => {
		expect(await setUp.invoke({ profile: 'digits-role' }, { endpointName: 'expired-once' })).toMatchObject({
			body: '3.0\n',
		});
	});

	test('nothing is written where nothing is renewed', async () => {
		const files = ['.aws/config', '.aws/credentials'].map((name) => join(setUp.home.path, name));
		const before = files.map((file) => readFileSync(file, 'utf8'));
		await setUp.invoke({ profile: 'digits-role' });
		expect(files.map((file) => readFileSync(file, 'utf8'))).toEqual(before);
	});
});
