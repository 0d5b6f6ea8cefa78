import { randomBytes } from 'node:crypto';
import { jsonAnswer, type Answer, type WireRequest } from '../http.ts';
import type { KeyStore, TemporaryKey } from '../keys.ts';

/** What a machine in AWS gets its credentials by. */
export interface MachineRole {
	/** Such as `arn:aws:sts::123456789012:assumed-role/Machine/i-0123`. */
	readonly arn: string;
	/** What `AWS_CONTAINER_AUTHORIZATION_TOKEN` must hold. */
	readonly containerToken: string;
}

/** What `AWS_CONTAINER_CREDENTIALS_FULL_URI` must name, after the server's URL. */
export const containerCredentialsPath = '/container/credentials';

const rolePath = '/latest/meta-data/iam/security-credentials/';
const roleName = 'Machine';
const notFound: Answer = { status: 404 };
const unauthorized: Answer = { status: 401 };

/** The credential endpoint of ECS and EKS, and the instance metadata service of EC2 (version 2 alone). */
export class MachineCredentials {
	readonly #role: MachineRole;
	readonly #keys: KeyStore;
	readonly #tokens = new Set<string>();

	constructor(role: MachineRole, keys: KeyStore) {
		this.#role = role;
		this.#keys = keys;
	}

	/** The answer, or `undefined` where the request is for another service. */
	answer(request: WireRequest): Answer | undefined {
		if (request.path === containerCredentialsPath) {
			return request.headers['authorization'] === this.#role.containerToken
				? jsonAnswer(this.#credentials())
				: unauthorized;
		}
		return request.path.startsWith('/latest/') ? this.#metadata(request) : undefined;
	}

	#metadata({ method, path, headers }: WireRequest): Answer {
		if (method === 'PUT' && path === '/latest/api/token') {
			const seconds = headers['x-aws-ec2-metadata-token-ttl-seconds'];
			if (seconds === undefined) {
				return { status: 400 };
			}
			const token = randomBytes(32).toString('base64url');
			this.#tokens.add(token);
			return { status: 200, headers: { 'x-aws-ec2-metadata-token-ttl-seconds': seconds }, body: token };
		}
		if (!this.#tokens.has(headers['x-aws-ec2-metadata-token'] ?? '')) {
			return unauthorized;
		}
		switch (path) {
			case rolePath:
				return { status: 200, body: roleName };
			case rolePath + roleName:
				return jsonAnswer({ Code: 'Success', Type: 'AWS-HMAC', ...this.#credentials() });
			default:
				return notFound;
		}
	}

	#credentials() {
		const key: TemporaryKey = this.#keys.issue(this.#role.arn, 3600);
		return {
			AccessKeyId: key.accessKeyId,
			SecretAccessKey: key.secretAccessKey,
			Token: key.sessionToken,
			LastUpdated: new Date().toISOString(),
			Expiration: key.expiration.toISOString(),
		};
	}
}
