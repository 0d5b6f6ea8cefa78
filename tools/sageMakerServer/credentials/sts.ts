import { AwsError, type Answer, type WireRequest } from '../http.ts';
import type { KeyStore, TemporaryKey } from '../keys.ts';
import type { Verified } from '../sigV4.ts';
import { toXml } from '../xml.ts';

/** A role that can be assumed. */
export interface Role {
	/** Such as `arn:aws:iam::123456789012:role/Tester`. */
	readonly arn: string;
	/** Asked for by `AssumeRole`. */
	readonly mfa?: { readonly serialNumber: string; readonly tokenCode: string };
	/** Tokens that `AssumeRoleWithWebIdentity` takes. */
	readonly webIdentityTokens?: readonly string[];
	readonly denied?: readonly string[];
}

/** STS: `AssumeRole`, `AssumeRoleWithWebIdentity` and `GetCallerIdentity`. @throws AwsError */
export function answerSts(
	request: WireRequest,
	verify: () => Verified,
	roles: readonly Role[],
	keys: KeyStore,
): Answer {
	const parameters = new URLSearchParams(request.body.toString('utf8'));
	const action = parameters.get('Action') ?? '';
	switch (action) {
		case 'AssumeRole':
			return assumed(action, assumeRole(parameters, verify().key.arn, roles), parameters, keys);
		case 'AssumeRoleWithWebIdentity':
			return assumed(action, assumeWithWebIdentity(parameters, roles), parameters, keys);
		case 'GetCallerIdentity': {
			const { key } = verify();
			const fields = { UserId: key.accessKeyId, Account: key.arn.split(':')[4], Arn: key.arn };
			return xmlAnswer(action, toXml(fields));
		}
		default:
			throw new AwsError('InvalidAction', 400, `Could not find operation ${action} for version 2011-06-15`);
	}
}

function assumeRole(parameters: URLSearchParams, user: string, roles: readonly Role[]): Role {
	const arn = parameters.get('RoleArn') ?? '';
	const role = roles.find((one) => one.arn === arn);
	const serialNumber = parameters.get('SerialNumber');
	const tokenCode = parameters.get('TokenCode');
	if (tokenCode !== null && !/^\d{6}$/.test(tokenCode)) {
		throw new AwsError(
			'ValidationError',
			400,
			`1 validation error detected: Value '${tokenCode}' at 'tokenCode' failed to satisfy constraint: ` +
				`Member must satisfy regular expression pattern: [\\d]*`,
		);
	}
	if (role === undefined || (role.mfa !== undefined && serialNumber === null)) {
		throw accessDenied(`User: ${user} is not authorized to perform: sts:AssumeRole on resource: ${arn}`);
	}
	if (role.mfa !== undefined && (serialNumber !== role.mfa.serialNumber || tokenCode !== role.mfa.tokenCode)) {
		throw accessDenied('MultiFactorAuthentication failed with invalid MFA one time pass code. ');
	}
	return role;
}

function assumeWithWebIdentity(parameters: URLSearchParams, roles: readonly Role[]): Role {
	const role = roles.find((one) => one.arn === parameters.get('RoleArn'));
	if (role?.webIdentityTokens === undefined) {
		throw accessDenied('Not authorized to perform sts:AssumeRoleWithWebIdentity');
	}
	if (!role.webIdentityTokens.includes(parameters.get('WebIdentityToken') ?? '')) {
		throw new AwsError('InvalidIdentityToken', 400, 'The ID Token provided is not a valid JWT.');
	}
	return role;
}

function accessDenied(message: string): AwsError {
	return new AwsError('AccessDenied', 403, message);
}

function assumed(action: string, role: Role, parameters: URLSearchParams, keys: KeyStore): Answer {
	const session = parameters.get('RoleSessionName') ?? '';
	const seconds = Number(parameters.get('DurationSeconds') ?? 3600);
	const arn = `${role.arn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/')}/${session}`;
	const key: TemporaryKey = keys.issue(arn, seconds, role.denied);
	const credentials = toXml({
		AccessKeyId: key.accessKeyId,
		SecretAccessKey: key.secretAccessKey,
		SessionToken: key.sessionToken,
		Expiration: key.expiration.toISOString(),
	});
	const user = toXml({ AssumedRoleId: `AROAEXAMPLE:${session}`, Arn: arn });
	return xmlAnswer(action, `<Credentials>${credentials}</Credentials><AssumedRoleUser>${user}</AssumedRoleUser>`);
}

const namespace = 'https://sts.amazonaws.com/doc/2011-06-15/';

function xmlAnswer(action: string, result: string): Answer {
	return {
		status: 200,
		headers: { 'content-type': 'text/xml' },
		body: `<${action}Response xmlns="${namespace}"><${action}Result>${result}</${action}Result></${action}Response>`,
	};
}

/** What the front door of services that speak XML calls the errors of {@link verifySignature}. */
const codes: Readonly<Record<string, string>> = {
	UnrecognizedClientException: 'InvalidClientTokenId',
	InvalidSignatureException: 'SignatureDoesNotMatch',
	ExpiredTokenException: 'ExpiredToken',
	IncompleteSignatureException: 'IncompleteSignature',
	MissingAuthenticationTokenException: 'MissingAuthenticationToken',
};

/** An error in the query protocol. */
export function queryError(error: AwsError): Answer {
	const fields = toXml({ Type: 'Sender', Code: codes[error.type] ?? error.type, Message: error.message });
	return {
		status: error.status,
		headers: { 'content-type': 'text/xml' },
		body: `<ErrorResponse xmlns="${namespace}"><Error>${fields}</Error></ErrorResponse>`,
	};
}
