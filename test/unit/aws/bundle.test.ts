import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build, type Metafile } from 'esbuild';
import { beforeEach, describe, expect, test } from 'vitest';
import { loadedWith, node, root } from '../bundles.ts';
import { useAwsHome } from './awsHome.ts';

const home = useAwsHome();

/**
 * VS Code puts its own `request`, which knows the user's proxy, into the objects that `require` gives. So does this
 * program, where each request fails. It prints the hosts that were asked for.
 */
const program = `
import { createRequire } from 'node:module';
import { EventEmitter } from 'node:events';
const hosts = new Set();
for (const name of ['http', 'https']) {
	Object.assign(createRequire(import.meta.url)(name), {
		request(options) {
			hosts.add(options.host ?? options.hostname);
			const request = Object.assign(new EventEmitter(), { destroy() {}, end() {}, write() {}, setTimeout() {} });
			setImmediate(() => request.emit('error', Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })));
			return request;
		},
	});
}
const { lazyAws } = await import(process.argv[1]);
const aws = await lazyAws()();
const { signal } = new AbortController();
for (const profile of ['keys', 'role', 'web', 'sso']) {
	const request = { endpointName: 'digits', body: '0', features: 1, accept: 'text/csv' };
	await aws.invoke({ profile }, request, signal).catch(() => {});
}
await aws.listInServiceEndpoints({ profile: 'keys' }, signal).next().catch(() => {});
console.log([...hosts].sort().join(' '));
`;

describe('the bundle', () => {
	let metafile: Metafile;
	let outdir: string;
	beforeEach(async () => {
		outdir = join(home.path, 'dist');
		({ metafile } = await build({
			...node,
			entryPoints: [join(root, 'src/aws/index.ts')],
			splitting: true,
			outdir,
			outExtension: { '.js': '.mjs' },
			sourcemap: false,
			metafile: true,
		}));
	});

	test('loads the SDK at the first call alone', () => {
		const names = Object.keys(metafile.outputs);
		const [entry, ...others] = names.filter((name) => name.endsWith('/index.mjs'));
		expect(others).toEqual([]);
		const { sources } = loadedWith(entry ?? '', metafile);
		expect(sources.filter((source) => source.includes('node_modules'))).toEqual([]);
	});

	test('sends all requests through the functions that VS Code replaces', async () => {
		const role = 'role_arn = arn:aws:iam::123456789012:role/Tester';
		const expiresAt = new Date(Date.now() + 3600_000).toISOString();
		home.write('token', 'header.payload.signature');
		const session = createHash('sha1').update('company').digest('hex');
		home.write(`.aws/sso/cache/${session}.json`, JSON.stringify({ accessToken: 'token', expiresAt }));
		home.write(
			'.aws/config',
			`[profile keys]
region = eu-west-1
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = secret
[profile role]
region = eu-west-1
source_profile = keys
${role}
[profile web]
region = eu-west-2
web_identity_token_file = ${join(home.path, 'token')}
${role}
[profile sso]
region = eu-west-1
sso_session = company
sso_account_id = 123456789012
sso_role_name = Tester
[sso-session company]
sso_region = eu-west-3
sso_start_url = https://digits.awsapps.com/start
`,
		);
		const bundle = pathToFileURL(join(outdir, 'index.mjs')).href;
		const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program, bundle]);
		expect(stdout.trim().split(' ')).toEqual([
			'api.sagemaker.eu-west-1.amazonaws.com',
			'portal.sso.eu-west-3.amazonaws.com',
			'runtime.sagemaker.eu-west-1.amazonaws.com',
			'sts.eu-west-1.amazonaws.com',
			'sts.eu-west-2.amazonaws.com',
		]);
	});
});
