import { join } from 'node:path';
import { externalDataInterceptor, getHomeDir } from '@smithy/shared-ini-file-loader';
import type { Section } from './parseIni.ts';
import { toSdkName } from './sdkName.ts';
import { kindOf, type ProfileKind, type SharedConfig } from './sharedFiles.ts';
import { handOverTokens } from './ssoTokens.ts';

/** What the SDK would take before the way of a kind, where botocore takes it after. */
const before: Partial<Record<ProfileKind, RegExp>> = {
	sso: /^aws_(access_key_id|secret_access_key|session_token)$|^credential_process$/,
	process: /^aws_(access_key_id|secret_access_key|session_token)$/,
	webIdentity: /^aws_(access_key_id|secret_access_key|session_token)$|^(source_profile|credential_source)$/,
};

/** What is read here for the chosen profile, while the SDK would read the default one's. */
const readHere =
	/^(endpoint_url|ignore_configured_endpoint_urls|services|use_fips_endpoint|use_dualstack_endpoint)$|\./;

/**
 * Gives the SDK what the shared files say in words that it reads: it passes over names in other letters, keys in
 * capitals and more, and has another order of credentials than botocore. From then on it reads no file itself.
 */
export function handOver(shared: SharedConfig): void {
	const lines: string[] = [];
	for (const [name, section] of shared.profiles) {
		const unwanted = before[kindOf(name, shared)];
		lines.push(`[profile ${toSdkName(name)}]`);
		lines.push(
			...toLines(section)
				.filter(([key]) => !unwanted?.test(key) && !readHere.test(key))
				.map(toLine),
		);
	}
	for (const [name, section] of shared.ssoSessions) {
		lines.push(`[sso-session ${toSdkName(name)}]`, ...toLines(section).map(toLine));
	}
	handOverTokens(shared);
	for (const [path, text] of [
		[configPath(process.env['AWS_CONFIG_FILE'], 'config'), lines.join('\n')],
		[configPath(process.env['AWS_SHARED_CREDENTIALS_FILE'], 'credentials'), ''],
	] as const) {
		externalDataInterceptor.interceptFile(path, text);
		externalDataInterceptor.interceptFile(path.replace(/^~(?=\/)/, getHomeDir), text);
	}
}

/** The SDK's paths, which know no more than `~`. */
function configPath(variable: string | undefined, name: string): string {
	return variable || join(getHomeDir(), '.aws', name);
}

const names = new Set(['source_profile', 'sso_session']);

function toLines(section: Section): [string, string][] {
	return Object.entries(section).map(([key, value]) => [key, names.has(key) ? toSdkName(value) : value]);
}

function toLine([key, value]: [string, string]): string {
	return `${key} = ${value}`;
}
