import { readFile, stat } from 'node:fs/promises';
import { getHomeDir } from '@smithy/shared-ini-file-loader';
import { join } from 'node:path';
import { ProblemError } from '../core/problem.ts';
import { parseIni, splitWords, type Section, type Sections } from './parseIni.ts';

/** How a profile signs; `none`: it does not say. */
export type ProfileKind = 'keys' | 'role' | 'webIdentity' | 'process' | 'sso' | 'login' | 'none';

export interface Profile {
	readonly name: string;
	readonly kind: ProfileKind;
	readonly region?: string;
}

/** What the shared files say, by name; of profiles, the credentials file's word goes before the config file's. */
export interface SharedConfig {
	readonly profiles: ReadonlyMap<string, Section>;
	readonly ssoSessions: ReadonlyMap<string, Section>;
	/** Such as `sagemaker_runtime.endpoint_url`. */
	readonly services: ReadonlyMap<string, Section>;
	/** The profiles whose keys are in the credentials file. */
	readonly withStoredKeys: ReadonlySet<string>;
}

/** Of the config and the credentials file; as botocore, with `~` and variables in them. */
function sharedFilePaths(): [string, string] {
	const home = getHomeDir();
	const path = (variable: string | undefined, name: string) =>
		(variable || join(home, '.aws', name))
			.replace(/^~(?=[/\\])/, () => home)
			.replaceAll(/\$(?:(\w+)|\{(\w+)\})/g, (text, bare?: string, braced?: string) => {
				return process.env[bare ?? braced ?? ''] ?? text;
			});
	return [
		path(process.env['AWS_CONFIG_FILE'], 'config'),
		path(process.env['AWS_SHARED_CREDENTIALS_FILE'], 'credentials'),
	];
}

/** Changes whenever one of the shared files does, or others are to be read. */
export async function sharedFilesVersion(): Promise<string> {
	const versions = await Promise.all(
		sharedFilePaths().map((path) =>
			stat(path).then(
				({ mtimeMs, size }) => `${path}/${mtimeMs}/${size}`,
				() => path,
			),
		),
	);
	return versions.join();
}

/**
 * Reads the shared files anew, as botocore reads them. Missing files are empty ones.
 * @throws ProblemError `awsConfigUnreadable`
 */
export async function readSharedConfig(): Promise<SharedConfig> {
	const [config, credentials] = await Promise.all(
		sharedFilePaths().map(async (path) => parseIni(await readSharedFile(path))),
	);
	return mergeFiles(config ?? new Map(), credentials ?? new Map());
}

function mergeFiles(config: Sections, credentials: Sections): SharedConfig {
	const kinds = { profile: new Map<string, Section>(), 'sso-session': new Map(), services: new Map() };
	const { profile: profiles, 'sso-session': ssoSessions, services } = kinds;
	for (const [heading, section] of config) {
		const [kind = '', name, ...others] = splitWords(heading) ?? [];
		if (heading === 'default') {
			profiles.set(heading, { ...section, ...profiles.get(heading) });
		} else if (kind in kinds && name !== undefined && others.length === 0) {
			const of = kinds[kind as keyof typeof kinds];
			of.set(name, { ...of.get(name), ...section });
		}
	}
	const withStoredKeys = new Set<string>();
	for (const [name, section] of credentials) {
		profiles.set(name, { ...profiles.get(name), ...section });
		if (hasKeys(section)) {
			withStoredKeys.add(name);
		}
	}
	return { profiles, ssoSessions, services, withStoredKeys };
}

/** All profiles by name. */
export async function listProfiles(): Promise<Profile[]> {
	const shared = await readSharedConfig();
	return [...shared.profiles]
		.map(([name, { region }]): Profile => {
			return { name, kind: kindOf(name, shared), ...(region !== undefined && { region }) };
		})
		.sort((one, other) => one.name.localeCompare(other.name));
}

/** The first way of these to sign that a profile has, in botocore's order: it takes SSO before keys left over. */
export function kindOf(name: string, { profiles, withStoredKeys }: SharedConfig): ProfileKind {
	const settings = profiles.get(name) ?? {};
	const has = (key: string) => settings[key] !== undefined;
	const ways: readonly (readonly [ProfileKind, boolean])[] = [
		['webIdentity', has('role_arn') && has('web_identity_token_file')],
		['role', has('role_arn') && (has('source_profile') || has('credential_source'))],
		['sso', has('sso_account_id') || has('sso_role_name')],
		['keys', withStoredKeys.has(name)],
		['process', has('credential_process')],
		['keys', hasKeys(settings)],
		['sso', has('sso_session') || has('sso_start_url')],
		['login', has('login_session')],
	];
	return ways.find(([, isIt]) => isIt)?.[0] ?? 'none';
}

/** The profile that signs first: where roles are assumed, the one at the end of the `source_profile`s. */
export function sourceOf(name: string, shared: SharedConfig): string {
	const chain: string[] = [];
	let next: string | undefined = name;
	while (next !== undefined && !chain.includes(next)) {
		chain.push(next);
		next = kindOf(next, shared) === 'role' ? shared.profiles.get(next)?.['source_profile'] : undefined;
	}
	return chain.at(-1) ?? name;
}

function hasKeys(section: Section): boolean {
	return section['aws_access_key_id'] !== undefined && section['aws_secret_access_key'] !== undefined;
}

async function readSharedFile(path: string): Promise<string> {
	try {
		return await readFile(path, 'utf8');
	} catch (error) {
		const { code, message } = error as NodeJS.ErrnoException;
		if (code === 'ENOENT' || code === 'ENOTDIR') {
			return '';
		}
		throw new ProblemError({ code: 'awsConfigUnreadable', path, detail: message }, { cause: error });
	}
}
