import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
