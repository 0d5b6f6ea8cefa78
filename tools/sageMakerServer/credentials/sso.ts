import { randomBytes } from 'node:crypto';
import { AwsError, jsonAnswer, type Answer, type WireRequest } from '../http.ts';
import type { KeyStore } from '../keys.ts';

/** A sign-in with IAM Identity Center, as `aws sso login` leaves it in `~/.aws/sso/cache`. */
export interface SsoSession {
	readonly accessToken: string;
	readonly expiration: Date;
	readonly refreshToken?: string;
	readonly clientId: string;
	readonly clientSecret: string;
	/** The one assignment of the signed-in user. */
	readonly accountId: string;
	readonly roleName: string;
}

const sessionSeconds = 8 * 60 * 60;

/** The portal of IAM Identity Center, and its OIDC service as far as a token is refreshed. */
export class Sso {
	readonly #session: SsoSession;
	readonly #keys: KeyStore;
	readonly #clock: () => number;
	/** Access tokens with the time at which they end. */
	readonly #accessTokens: Map<string, number>;

	constructor(session: SsoSession, keys: KeyStore, clock: () => number) {
		this.#session = session;
		this.#keys = keys;
		this.#clock = clock;
		this.#accessTokens = new Map([[session.accessToken, session.expiration.getTime()]]);
	}

	/** `GetRoleCredentials`: `GET /federation/credentials`. @throws AwsError */
	getRoleCredentials(request: WireRequest): Answer {
		const expiration = this.#accessTokens.get(request.headers['x-amz-sso_bearer_token'] ?? '');
		if (expiration === undefined || expiration <= this.#clock()) {
			throw new AwsError('UnauthorizedException', 401, 'Session token not found or invalid');
		}
		const { accountId, roleName } = this.#session;
		const query = new URLSearchParams(request.query);
		if (query.get('account_id') !== accountId || query.get('role_name') !== roleName) {
			throw new AwsError('ForbiddenException', 403, 'No access');
		}
		const arn = `arn:aws:sts::${accountId}:assumed-role/AWSReservedSSO_${roleName}/tester`;
		const key = this.#keys.issue(arn, 3600);
		return jsonAnswer({
			roleCredentials: {
				accessKeyId: key.accessKeyId,
				secretAccessKey: key.secretAccessKey,
				sessionToken: key.sessionToken,
				expiration: key.expiration.getTime(),
			},
		});
	}

	/** `CreateToken` with a refresh token: `POST /token`. */
	createToken(request: WireRequest): Answer {
		const { clientId, clientSecret, refreshToken } = this.#session;
		const input = JSON.parse(request.body.toString('utf8')) as Record<string, unknown>;
		if (input['clientId'] !== clientId || input['clientSecret'] !== clientSecret) {
			return oidcError('InvalidClientException', 401, 'invalid_client', 'Invalid client credentials provided');
		}
		if (input['grantType'] !== 'refresh_token') {
			return oidcError(
				'UnsupportedGrantTypeException',
				400,
				'unsupported_grant_type',
				'Only refresh_token is supported',
			);
		}
		if (refreshToken === undefined || input['refreshToken'] !== refreshToken) {
			return oidcError('InvalidGrantException', 400, 'invalid_grant', 'Invalid refresh token provided');
		}
		const accessToken = randomBytes(48).toString('base64url');
		this.#accessTokens.set(accessToken, this.#clock() + sessionSeconds * 1000);
		return jsonAnswer({ accessToken, tokenType: 'Bearer', expiresIn: sessionSeconds, refreshToken });
	}
}

function oidcError(type: string, status: number, error: string, description: string): Answer {
	return {
		status,
		headers: { 'content-type': 'application/json', 'x-amzn-errortype': type },
		body: JSON.stringify({ error, error_description: description }),
	};
}
