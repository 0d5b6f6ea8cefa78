import { kindOf, sourceOf, type SharedConfig } from './sharedFiles.ts';

/**
 * What is wrong with the SSO session of a profile, or of those whose credentials it takes, in botocore's words: the
 * SDK says that it cannot read a property of `undefined`, or nothing.
 */
export function ssoFault(
	name: string,
	shared: SharedConfig,
): { readonly profile: string; readonly detail: string } | undefined {
	const profile = sourceOf(name, shared);
	const settings = shared.profiles.get(profile) ?? {};
	const { sso_session: session } = settings;
	if (session === undefined || kindOf(profile, shared) !== 'sso') {
		return undefined;
	}
	const section = shared.ssoSessions.get(session);
	if (!section) {
		return { profile, detail: `The specified sso-session does not exist: "${session}"` };
	}
	const [differing] = Object.entries(section).filter(([key, value]) => (settings[key] ?? value) !== value);
	return (
		differing && {
			profile,
			detail: `The value for ${differing[0]} is inconsistent between profile and sso-session ${session}.`,
		}
	);
}
