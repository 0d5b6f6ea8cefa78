import { AwsError } from '../http.ts';
import type { IssuedKey } from '../keys.ts';
import type { Logs } from '../logs/logs.ts';
import type { Predict } from '../runtime/container.ts';
import type { Buckets, StoredObject } from '../s3/buckets.ts';
import type { Endpoints } from './endpoints.ts';
import type { Times } from './times.ts';
import { validationException } from './validateInput.ts';

/** What the operations of the control plane work with. */
export interface Context {
	readonly buckets: Buckets;
	readonly logs: Logs;
	readonly endpoints: Endpoints;
	/** What models without an artifact, and jobs that cannot train, predict with. */
	readonly predict: Predict;
	/** What SageMaker may act as; stacks add theirs. */
	readonly executionRoles: string[];
	/** Commands of which the first that is a Python with XGBoost trains. */
	readonly pythons: readonly string[];
	readonly times: Times;
	/** Ends what is waiting or running when the server closes. */
	readonly signal: AbortSignal;
	readonly now: () => Date;
}

export interface Caller {
	readonly key: IssuedKey;
	readonly region: string;
}

/** The operations by their names; an input was checked against its shape. A handler throws, or rejects with, an `AwsError`. */
export type Operations = Readonly<Record<string, (input: never, caller: Caller) => object | Promise<object>>>;

/** @throws AwsError where the user may not hand the role on, or SageMaker cannot assume it */
export function checkRole({ executionRoles }: Context, { key }: Caller, role: string): void {
	if (key.denied?.includes('iam:PassRole')) {
		throw new AwsError(
			'AccessDeniedException',
			400,
			`User: ${key.arn} is not authorized to perform: iam:PassRole on resource: ${role} ` +
				`because no identity-based policy allows the iam:PassRole action`,
			{},
			'Message',
		);
	}
	if (!executionRoles.includes(role)) {
		throw validationException(
			`Could not assume role ${role}. Please ensure that the role exists and allows principal ` +
				`'sagemaker.amazonaws.com' to assume the role.`,
		);
	}
}

export interface S3Location {
	readonly bucket: string;
	readonly key: string;
}

/** Of `s3://BUCKET/KEY`, which the shapes have checked; the key may be empty. */
export function parseS3Uri(uri: string): S3Location {
	const [, bucket = '', key = ''] = /^s3:\/\/([^/]+)\/?(.*)$/s.exec(uri) ?? [];
	return { bucket, key };
}

/** The objects under a prefix, in the order of their keys. @throws AwsError where there is none */
export function inputObjects(context: Context, { region }: Caller, uri: string, role: string): readonly StoredObject[] {
	const { bucket: name, key: prefix } = parseS3Uri(uri);
	let reason = '';
	try {
		const { objects } = context.buckets.get(name, region);
		const found = [...objects.values()].filter(({ key }) => key.startsWith(prefix));
		if (found.length > 0) {
			return found.sort((a, b) => (a.key < b.key ? -1 : 1));
		}
	} catch (error) {
		if (!(error instanceof AwsError)) {
			throw error;
		}
		reason = ` Error message from S3: ${error.message}`;
	}
	throw validationException(
		`No S3 objects found under S3 URL "${uri}" given in input data source. Please ensure that the bucket exists in the ` +
			`selected region (${region}), that objects exist under that S3 prefix, and that the role "${role}" has ` +
			`"s3:ListBucket" permissions on bucket "${name}".${reason}`,
	);
}
