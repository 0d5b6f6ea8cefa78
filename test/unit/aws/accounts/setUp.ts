/** Whom a set-up asks, one after the other, and what the last request is signed with; or the word of a refusal. */
export type AccountAnswer =
	| { readonly asked: readonly string[]; readonly key: string | null; readonly region: string | null }
	| { readonly refused: string };

export interface AccountSetUp {
	readonly title: string;
	/** `~/.aws/config`. */
	readonly config?: string;
	/** `~/.aws/credentials`. */
	readonly credentials?: string;
	/** Others, by path below the home folder. */
	readonly files?: Readonly<Record<string, string>>;
	/** `HOME` in it and in the files is the home folder. */
	readonly env?: Readonly<Record<string, string>>;
	readonly profile?: string;
	readonly endpointUrl?: string;
	readonly answer: AccountAnswer;
	/** Where it is another. */
	readonly botocore?: AccountAnswer;
	/** The first 1.x of botocore that knows of it. */
	readonly since?: number;
}

export const keys = (id = 'AKIAFILE') => `aws_access_key_id = ${id}\naws_secret_access_key = secret\n`;
export const region = 'region = eu-west-1\n';
export const runtime = (name: string) => `https://runtime.sagemaker.${name}.amazonaws.com`;
export const role = 'role_arn = arn:aws:iam::123456789012:role/Tester\n';
export const plain = (key = 'AKIAFILE', name = 'eu-west-1'): AccountAnswer => ({
	asked: [runtime(name)],
	key,
	region: name,
});
export const asked = (hosts: readonly string[], key: string, name = 'eu-west-1'): AccountAnswer => ({
	asked: hosts,
	key,
	region: name,
});
export const refused = (word: string): AccountAnswer => ({ refused: word });

export const sso = 'sso_account_id = 123456789012\nsso_role_name = Tester\n';
export const session = (name: string) =>
	`[sso-session ${name}]\nsso_region = eu-west-1\nsso_start_url = https://team.example/start\n`;
export const portal = 'https://portal.sso.eu-west-1.amazonaws.com';
export const sts = 'https://sts.eu-west-1.amazonaws.com';
const token = '{"accessToken":"token","expiresAt":"2099-01-01T00:00:00Z"}';
export const jwt = { jwt: 'a web identity' };
export const webIdentity = `${role}web_identity_token_file = HOME/jwt\n`;
/** By the SHA-1 of `team`, of `the team`, and of the address where sessions start. */
export const tokens = {
	'.aws/sso/cache/9fe742f98a1d35417a01c6b58d05823eaf817b1d.json': token,
	'.aws/sso/cache/d25187dc137f35c88bc80ec8c3ffbdb17b5eb873.json': token,
	'.aws/sso/cache/ac66349a49012ad97eef937804ba70717d6359f5.json': token,
};
export const environmentKeys = { AWS_ACCESS_KEY_ID: 'AKIAENV', AWS_SECRET_ACCESS_KEY: 'secret' };

/** Two profiles of which each has its own key. */
export const two = `[default]\n${region}${keys('AKIADEFAULT')}[profile own]\n${region}${keys('AKIAOWN')}[profile other]\n${region}${keys('AKIAOTHER')}`;
export const own = (settings: string) => `[profile own]\n${settings}`;
export const withSession = `${sso}sso_session = team\n`;
