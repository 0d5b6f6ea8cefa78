import type { Problems } from '../../core/problem.ts';
import type { Translate } from '../../core/translate.ts';
import { openSetting } from '../actions.ts';
import type { Messages } from './message.ts';

export const awsMessages: Messages<Problems['aws']> = {
	awsConfigUnreadable: ({ path, detail }, { t }) => ({
		message: t('The AWS config file could not be read: {0}', path),
		detail,
		actions: ['retry'],
	}),
	awsProfileUnknown: ({ profile }, { t }) => ({
		message: t('Your AWS config files have no profile of this name: {0}', profile),
		actions: ['selectEndpoint', openSetting('endpoints')],
	}),
	awsProfileInvalid: ({ profile, detail }, { t }) => ({
		message: t('The AWS profile is incomplete or contradicts itself: {0}', profile),
		detail,
		actions: ['retry', 'selectEndpoint'],
	}),
	awsRegionMissing: ({ profile }, { t }) => ({
		message:
			profile === undefined
				? t('No AWS region is known. Add "region" to the endpoint.')
				: t('No AWS region is known. Add "region" to the endpoint or to the profile: {0}', profile),
		actions: [openSetting('endpoints'), 'retry'],
	}),
	awsRegionInvalid: ({ region }, { t }) => ({
		message: t('This is no AWS region: {0}', region),
		actions: [openSetting('endpoints')],
	}),
	awsCredentialsMissing: (_, { t }) => ({
		message: t(
			'No AWS credentials were found: not in the environment, not in the default profile, not from this machine. Choose a profile for the endpoint.',
		),
		actions: ['selectEndpoint', 'retry'],
	}),
	awsCredentialsFailed: ({ profile, detail }, { t }) => ({
		message: t('The credentials of {0} could not be had.', nameProfile(profile, t)),
		detail,
		actions: ['retry', 'selectEndpoint'],
	}),
	awsSignInNeeded: ({ command, profile }, { t }) => ({
		message: t('You are signed out of AWS, or have never signed in, with {0}.', nameProfile(profile, t)),
		actions: [command === 'login' ? 'signIn' : 'signInSso', 'retry'],
	}),
	awsProcessFailed: ({ profile, detail }, { t }) => ({
		message: t('The credential_process of {0} failed. Run it in a terminal to see why.', nameProfile(profile, t)),
		detail,
		actions: ['retry'],
	}),
	awsMfaRejected: ({ profile }, { t }) => ({
		message: t(
			'AWS did not accept the MFA code for {0}. Wait for the next code and try again.',
			nameProfile(profile, t),
		),
		actions: ['retry'],
	}),
	awsMfaCancelled: (_, { t }) => ({
		message: t('Cancelled: no MFA code was entered.'),
		actions: ['retry'],
	}),
	awsAccessDenied: ({ action, resource, profile, requestId }, { t }) => ({
		message: t(
			'Access denied for {0}. Its IAM policy must allow {1} on {2}',
			nameProfile(profile, t),
			action,
			resource ?? '*',
		),
		detail: withRequestId(t, requestId),
		actions: ['retry', 'selectEndpoint'],
	}),
	awsKeysRejected: ({ profile, requestId }, { t }) => ({
		message: t(
			'AWS does not accept the access key of {0}: it is unknown, disabled or has another secret.',
			nameProfile(profile, t),
		),
		detail: withRequestId(t, requestId),
		actions: ['retry', 'selectEndpoint'],
	}),
	awsCredentialsExpired: ({ profile, requestId }, { t }) => ({
		message: t('The temporary credentials of {0} have expired. Renew them and try again.', nameProfile(profile, t)),
		detail: withRequestId(t, requestId),
		actions: ['retry'],
	}),
	awsClockSkew: ({ minutes }, { t, format }) => ({
		message:
			minutes === undefined
				? t("This machine's clock is wrong, so AWS rejects the signature. Set it and try again.")
				: t(
						"This machine's clock is {0} min off, so AWS rejects the signature. Set it and try again.",
						format.number(Math.abs(minutes)),
					),
		actions: ['retry'],
	}),
	awsEndpointNotFound: ({ endpointName, region, requestId }, { t }) => ({
		message: t(
			'There is no SageMaker endpoint {0} in {1}. It may have been deleted, or lie in another region or account.',
			endpointName,
			region ?? t('this region'),
		),
		detail: withRequestId(t, requestId),
		actions: ['selectEndpoint', 'retry'],
	}),
	awsEndpointNotReady: ({ endpointName, detail, requestId }, { t }) => ({
		message: t('The SageMaker endpoint {0} is not in service yet. Try again in a few minutes.', endpointName),
		detail: withRequestId(t, requestId, detail),
		actions: ['retry'],
	}),
	awsModelFailed: ({ status, detail, requestId }, { t }) => ({
		message:
			status === undefined
				? t('The model behind the endpoint failed. Its log in CloudWatch tells more.')
				: t('The model behind the endpoint failed with status {0}. Its log in CloudWatch tells more.', status),
		detail: withRequestId(t, requestId, detail),
		actions: ['openCloudWatch', 'retry'],
	}),
	awsFeatureCount: ({ sent, expected, endpointName }, { t }) => ({
		message: t(
			'{0} values were sent (28 × 28 pixels), but the model behind {1} was trained on {2}. Choose an endpoint whose model takes 28 × 28 pixels.',
			sent,
			endpointName,
			expected,
		),
		actions: ['selectEndpoint'],
	}),
	awsThrottled: ({ requestId }, { t }) => ({
		message: t('AWS has more requests than the endpoint may take. Try again in a moment.'),
		detail: withRequestId(t, requestId),
		actions: ['retry'],
	}),
	awsPayloadTooLarge: ({ bytes, requestId }, { t, format }) => ({
		message: t('The endpoint does not even take one picture: {0}', format.bytes(bytes)),
		detail: withRequestId(t, requestId),
		actions: ['selectEndpoint'],
	}),
	awsTimeout: ({ seconds, requestId }, { t, format }) => ({
		message: t('The endpoint did not answer within {0} s.', format.number(seconds)),
		detail: withRequestId(t, requestId),
		actions: ['retry', 'selectEndpoint'],
	}),
	awsUnreachable: ({ reason, host, detail }, { t }) => ({
		message: unreachable[reason](host ?? 'AWS', t),
		detail,
		actions: ['retry'],
	}),
	awsAnswerForeign: ({ status, contentType }, { t }) => ({
		message: t('Something between here and AWS answered, such as a proxy or a sign-in page of the network.'),
		detail: [status, contentType].filter((part) => part !== undefined).join(' '),
		actions: ['retry'],
	}),
	awsRequestRefused: ({ detail, requestId }, { t }) => ({
		message: t('AWS did not take the request.'),
		detail: withRequestId(t, requestId, detail),
		actions: [openSetting('endpoints'), 'retry'],
	}),
	awsServiceFailed: ({ status, detail, requestId }, { t }) => ({
		message: t('AWS failed with status {0}. Try again in a moment.', status),
		detail: withRequestId(t, requestId, detail),
		actions: ['retry'],
	}),
};

const unreachable: Readonly<
	Record<Extract<Problems['aws'], { code: 'awsUnreachable' }>['reason'], (host: string, t: Translate) => string>
> = {
	dns: (host, t) => t('The address of {0} could not be found. Check the region and your network.', host),
	refused: (host, t) => t('{0} refused the connection. Check the address and your network.', host),
	reset: (host, t) => t('The connection to {0} broke off.', host),
	network: (host, t) => t('{0} cannot be reached. Check your network.', host),
	tls: (host, t) =>
		t(
			'{0} showed a certificate that is not trusted. Behind a company proxy, its certificate must be known to this machine.',
			host,
		),
	proxy: (host, t) => t('The proxy did not let the request to {0} through. Check "http.proxy".', host),
	timeout: (host, t) => t('{0} did not take the connection in time. Check your network and proxy.', host),
};

function nameProfile(profile: string | undefined, t: Translate): string {
	return profile === undefined ? t('the default credentials') : t('profile "{0}"', profile);
}

function withRequestId(t: Translate, requestId: string | undefined, detail?: string): string | undefined {
	const id = requestId === undefined ? undefined : t('Request ID: {0}', requestId);
	return [detail, id].filter((line) => line !== undefined && line !== '').join('\n') || undefined;
}
