import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { listProfiles, readSharedConfig, type Profile } from '../../../src/aws/sharedFiles.ts';
import { useAwsHome } from './awsHome.ts';

const home = useAwsHome();

const config = `
[default]
region = eu-west-1

[profile role]
role_arn = arn:aws:iam::123456789012:role/Tester
source_profile = default
region = us-west-2

[profile machine-role]
role_arn = arn:aws:iam::123456789012:role/Tester
credential_source = Ec2InstanceMetadata

[profile web]
role_arn = arn:aws:iam::123456789012:role/Tester
web_identity_token_file = /tmp/token

[profile process]
credential_process = print-credentials --json

[profile sso]
sso_session = company
sso_account_id = 123456789012
sso_role_name = Tester

[profile old-sso]
sso_start_url = https://digits.awsapps.com/start
sso_region = eu-central-1
sso_account_id = 123456789012
sso_role_name = Tester

[profile signed-in]
login_session = arn:aws:iam::123456789012:user/tester

[profile empty]

[profile region-only]
region = ap-south-1

[profile "two words"]
region = eu-west-1

[profile größe]
region = eu-west-1

[forgotten-prefix]
region = eu-west-1

[sso-session company]
sso_region = eu-central-1
sso_start_url = https://digits.awsapps.com/start

[services local]
sagemaker =
  endpoint_url = http://localhost:4566
`;

const credentials = `
[default]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = secret
[user@example.com]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = secret
region = us-east-2
[spaced out]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
`;

describe('listProfiles', () => {
	test('tells how each profile signs, as botocore reads it', async () => {
		home.write('.aws/config', config);
		home.write('.aws/credentials', credentials);
		expect(await listProfiles()).toEqual([
			{ name: 'default', kind: 'keys', region: 'eu-west-1' },
			{ name: 'empty', kind: 'none' },
			{ name: 'größe', kind: 'none', region: 'eu-west-1' },
			{ name: 'machine-role', kind: 'role' },
			{ name: 'old-sso', kind: 'sso' },
			{ name: 'process', kind: 'process' },
			{ name: 'region-only', kind: 'none', region: 'ap-south-1' },
			{ name: 'role', kind: 'role', region: 'us-west-2' },
			{ name: 'signed-in', kind: 'login' },
			{ name: 'spaced out', kind: 'none' },
			{ name: 'sso', kind: 'sso' },
			{ name: 'two words', kind: 'none', region: 'eu-west-1' },
			{ name: 'user@example.com', kind: 'keys', region: 'us-east-2' },
			{ name: 'web', kind: 'webIdentity' },
		] satisfies Profile[]);
	});

	test('missing files are no profiles', async () => {
		expect(await listProfiles()).toEqual([]);
	});

	test('reads a changed file anew', async () => {
		home.write('.aws/credentials', '[one]\naws_access_key_id = A\n');
		await readSharedConfig();
		home.write('.aws/credentials', '[two]\naws_access_key_id = A\n');
		expect([...(await readSharedConfig()).profiles.keys()]).toEqual(['two']);
	});

	test('honours the variables that name the files', async () => {
		vi.stubEnv('AWS_CONFIG_FILE', home.write('elsewhere/config', '[profile one]\nregion = eu-west-1\n'));
		home.write('keys', '[two]\nregion = eu-west-2\n');
		vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '~/keys');
		expect((await listProfiles()).map(({ name }) => name)).toEqual(['one', 'two']);
	});

	test('a file that is there and cannot be read is a problem', async () => {
		const path = join(home.path, '.aws', 'config');
		mkdirSync(path, { recursive: true });
		await expect(listProfiles()).rejects.toMatchObject({ problem: { code: 'awsConfigUnreadable', path } });
	});
});
