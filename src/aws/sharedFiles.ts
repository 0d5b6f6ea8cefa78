import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { getHomeDir, loadSharedConfigFiles } from '@smithy/shared-ini-file-loader';
import { ProblemError } from '../core/problem.ts';

/** How a profile signs; `none`: it does not say; `unusable`: the SDK passes over names with spaces and such. */
export type ProfileKind = 'keys' | 'role' | 'webIdentity' | 'process' | 'sso' | 'login' | 'none' | 'unusable';

export interface Profile {
	readonly name: string;
	readonly kind: ProfileKind;
	readonly region?: string;
}

type Section = Readonly<Record<string, string | undefined>>;

/** What the shared files say, by name; of profiles, the credentials file's word goes before the config file's. */
export interface SharedConfig {
	readonly profiles: ReadonlyMap<string, Section>;
	/** Such as `sagemaker_runtime.endpoint_url`. */
	readonly services: ReadonlyMap<string, Section>;
}

/** The characters that the SDK takes in the name of a profile in the config file. */
const usableName = /^[\w\-@+.%:/]+$/;

/** Of the config and the credentials file. */
function sharedFilePaths(): [string, string] {
	const home = getHomeDir();
	const path = (variable: string | undefined, name: string) =>
		(variable || join(home, '.aws', name)).replace(/^~(?=\/)/, () => home);
	return [
		path(process.env['AWS_CONFIG_FILE'], 'config'),
		path(process.env['AWS_SHARED_CREDENTIALS_FILE'], 'credentials'),
	];
}

/** Changes whenever one of the shared files does. */
export async function sharedFilesVersion(): Promise<string> {
	const versions = await Promise.all(
		sharedFilePaths().map((path) =>
			stat(path).then(
				({ mtimeMs, size }) => `${mtimeMs}/${size}`,
				() => '',
			),
		),
	);
	return versions.join();
}

/**
 * Reads the shared files anew, for the SDK too: it keeps what it has read for the life of the process.
 * Missing files are empty ones.
 * @throws ProblemError `awsConfigUnreadable`, where the SDK would see no profiles
 */
export async function readSharedConfig(): Promise<SharedConfig> {
	for (const path of sharedFilePaths()) {
		await readSharedFile(path);
	}
	const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
	const profiles = new Map<string, Section>();
	const services = new Map<string, Section>();
	for (const [name, section] of [...Object.entries(configFile), ...Object.entries(credentialsFile)]) {
		if (name.startsWith('services.')) {
			services.set(name.slice('services.'.length), section);
		} else if (!name.startsWith('sso-session.')) {
			profiles.set(name, { ...profiles.get(name), ...section });
		}
	}
	return { profiles, services };
}

/** All profiles by name, with those that the SDK passes over. */
export async function listProfiles(): Promise<Profile[]> {
	const profiles = [...(await readSharedConfig()).profiles].map(([name, settings]): Profile => {
		const { region } = settings;
		return { name, kind: kindOf(settings), ...(region !== undefined && { region }) };
	});
	const [config, credentials] = await Promise.all(sharedFilePaths().map(readSharedFile));
	const headings = [
		...(config ?? '').matchAll(/^\s*\[profile\s+(["']?)(.+)\1\]/gm),
		...(credentials ?? '').matchAll(/^\s*\[(["']?)(.+)\1\]/gm),
	].map((match) => match[2] as string);
	const unusable = headings.filter(
		(name) => !usableName.test(name) && !profiles.some((profile) => profile.name === name),
	);
	return [...profiles, ...[...new Set(unusable)].map((name): Profile => ({ name, kind: 'unusable' }))].sort(
		(one, other) => one.name.localeCompare(other.name),
	);
}

/** In the order in which the SDK looks. */
export function kindOf(settings: Section): ProfileKind {
	const has = (...keys: readonly string[]) => keys.every((key) => settings[key] !== undefined);
	if (has('role_arn') && (has('source_profile') || has('credential_source'))) {
		return 'role';
	}
	if (has('aws_access_key_id', 'aws_secret_access_key')) {
		return 'keys';
	}
	if (has('web_identity_token_file', 'role_arn')) {
		return 'webIdentity';
	}
	if (has('credential_process')) {
		return 'process';
	}
	if (has('sso_session') || has('sso_start_url')) {
		return 'sso';
	}
	return has('login_session') ? 'login' : 'none';
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
