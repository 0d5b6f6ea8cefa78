import { expect, test } from 'vitest';
import { createSessions } from '../../../src/aws/sessions.ts';
import { useAws } from './awsSetUp.ts';

useAws();

test('of several requests that fail with the same credentials, the first renews them for all', async () => {
	const sessions = createSessions({});
	const target = { profile: 'digits-role' };
	const expired = await sessions.open(target);
	sessions.renew(target, expired);
	const renewed = await sessions.open(target);
	expect(renewed.credentials).not.toBe(expired.credentials);
	sessions.renew(target, expired);
	expect(await sessions.open(target)).toBe(renewed);
});
