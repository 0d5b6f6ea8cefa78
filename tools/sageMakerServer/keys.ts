import { randomBytes } from 'node:crypto';

/** A long-term key of a user. */
export interface AccessKey {
	readonly accessKeyId: string;
	readonly secretAccessKey: string;
	/** The user's, such as `arn:aws:iam::123456789012:user/tester`. */
	readonly arn: string;
	/** Actions that its policies do not allow, such as `sagemaker:ListEndpoints`. */
	readonly denied?: readonly string[];
}

/** A key with what temporary ones have besides. */
export interface IssuedKey extends AccessKey {
	readonly sessionToken?: string;
	readonly expiration?: Date;
}

export type TemporaryKey = Required<Omit<IssuedKey, 'denied'>> & Pick<IssuedKey, 'denied'>;

/** The example key of AWS's documentation. */
export const exampleKey: AccessKey = {
	accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
	secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
	arn: 'arn:aws:iam::123456789012:user/tester',
};

/** All keys that requests may be signed with: those known from the start and those handed out since. */
export class KeyStore {
	readonly #keys: Map<string, IssuedKey>;
	readonly #clock: () => number;

	constructor(keys: readonly IssuedKey[], clock: () => number) {
		this.#keys = new Map(keys.map((key) => [key.accessKeyId, key]));
		this.#clock = clock;
	}

	find(accessKeyId: string): IssuedKey | undefined {
		return this.#keys.get(accessKeyId);
	}

	/** Hands out a temporary key that is accepted from now on, for `seconds`. */
	issue(arn: string, seconds: number, denied: readonly string[] = []): TemporaryKey {
		const key = {
			accessKeyId: `ASIA${randomBytes(8).toString('hex').toUpperCase()}`,
			secretAccessKey: randomBytes(30).toString('base64'),
			sessionToken: randomBytes(96).toString('base64'),
			expiration: new Date(this.#clock() + seconds * 1000),
			arn,
			denied,
		};
		this.#keys.set(key.accessKeyId, key);
		return key;
	}
}
