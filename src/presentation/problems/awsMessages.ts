import { l10n } from 'vscode';
import { cloudWatchUrl } from '../../aws/cloudWatch.ts';
import type { AwsProblem } from '../../core/problem.ts';
import { formatBytes, formatNumber } from '../format.ts';
import { openSetting, toAction, type Messages } from './message.ts';

export const awsMessages: Messages<AwsProblem> = {
	awsConfigUnreadable: ({ path, detail }) => ({
		message: l10n.t('The AWS config file could not be read: {0}', path),
		detail,
		actions: ['retry'],
	}),
	awsProfileUnknown: ({ profile }) => ({
		message: l10n.t('Your AWS config files have no profile of this name: {0}', profile),
		actions: ['selectEndpoint', openSetting('endpoints')],
	}),
	awsProfileInvalid: ({ profile, detail }) => ({
		message: l10n.t('The AWS profile is incomplete or contradicts itself: {0}', profile),
		detail,
		actions: ['retry', 'selectEndpoint'],
	}),
	awsRegionMissing: ({ profile }) => ({
		message:
			profile === undefined
				? l10n.t('No AWS region is known. Add "region" to the endpoint.')
				: l10n.t('No AWS region is known. Add "region" to the endpoint or to the profile: {0}', profile),
		actions: [openSetting('endpoints'), 'retry'],
	}),
	awsRegionInvalid: ({ region }) => ({
		message: l10n.t('This is no AWS region: {0}', region),
		actions: [openSetting('endpoints')],
	}),
	awsCredentialsMissing: () => ({
		message: l10n.t(
			'No AWS credentials were found: not in the environment, not in the default profile, not from this machine. Choose a profile for the endpoint.',
		),
		actions: ['selectEndpoint', 'retry'],
	}),
	awsCredentialsFailed: ({ profile, detail }) => ({
		message: l10n.t('The credentials of {0} could not be had.', nameProfile(profile)),
		detail,
		actions: ['retry', 'selectEndpoint'],
	}),
	awsSignInNeeded: ({ command, profile }) => ({
		message: l10n.t('You are signed out of AWS, or have never signed in, with {0}.', nameProfile(profile)),
		actions: [toAction(command === 'login' ? 'signIn' : 'signInSso', profile), 'retry'],
	}),
	awsProcessFailed: ({ profile, detail }) => ({
		message: l10n.t('The credential_process of {0} failed. Run it in a terminal to see why.', nameProfile(profile)),
		detail,
		actions: ['retry'],
	}),
	awsMfaRejected: ({ profile }) => ({
		message: l10n.t(
			'AWS did not accept the MFA code for {0}. Wait for the next code and try again.',
			nameProfile(profile),
		),
		actions: ['retry'],
	}),
	awsMfaCancelled: () => ({
		message: l10n.t('Cancelled: no MFA code was entered.'),
		actions: ['retry'],
	}),
	awsAccessDenied: ({ action, resource, profile, requestId }) => ({
		message: l10n.t(
			'Access denied for {0}. Its IAM policy must allow {1} on {2}',
			nameProfile(profile),
			action,
			resource ?? '*',
		),
		detail: withRequestId(requestId),
		actions: ['retry', 'selectEndpoint'],
	}),
	awsKeysRejected: ({ profile, requestId }) => ({
		message: l10n.t(
			'AWS does not accept the access key of {0}: it is unknown, disabled or has another secret.',
			nameProfile(profile),
		),
		detail: withRequestId(requestId),
		actions: ['retry', 'selectEndpoint'],
	}),
	awsCredentialsExpired: ({ profile, requestId }) => ({
		message: l10n.t('The temporary credentials of {0} have expired. Renew them and try again.', nameProfile(profile)),
		detail: withRequestId(requestId),
		actions: ['retry'],
	}),
	awsClockSkew: ({ minutes }) => ({
		message:
			minutes === undefined
				? l10n.t("This machine's clock is wrong, so AWS rejects the signature. Set it and try again.")
				: l10n.t(
						"This machine's clock is {0} min off, so AWS rejects the signature. Set it and try again.",
						formatNumber(Math.abs(minutes)),
					),
		actions: ['retry'],
	}),
	awsEndpointNotFound: ({ endpointName, region, requestId }) => ({
		message: l10n.t(
			'There is no SageMaker endpoint {0} in {1}. It may have been deleted, or lie in another region or account.',
			endpointName,
			region ?? l10n.t('this region'),
		),
		detail: withRequestId(requestId),
		actions: ['selectEndpoint', 'retry'],
	}),
	awsEndpointNotReady: ({ endpointName, detail, requestId }) => ({
		message: l10n.t('The SageMaker endpoint {0} is not in service yet. Try again in a few minutes.', endpointName),
		detail: withRequestId(requestId, detail),
		actions: ['retry'],
	}),
	awsModelFailed: ({ status, detail, logs, requestId }) => ({
		message:
			status === undefined
				? l10n.t('The model behind the endpoint failed. Its log in CloudWatch tells more.')
				: l10n.t('The model behind the endpoint failed with status {0}. Its log in CloudWatch tells more.', status),
		detail: withRequestId(requestId, detail),
		actions: [toAction('openCloudWatch', cloudWatchUrl(logs)), 'retry'],
	}),
	awsFeatureCount: ({ sent, expected, endpointName }) => ({
		message: l10n.t(
			'{0} values were sent (28 × 28 pixels), but the model behind {1} was trained on {2}. Choose an endpoint whose model takes 28 × 28 pixels.',
			sent,
			endpointName,
			expected,
		),
		actions: ['selectEndpoint'],
	}),
	awsThrottled: ({ requestId }) => ({
		message: l10n.t('AWS has more requests than the endpoint may take. Try again in a moment.'),
		detail: withRequestId(requestId),
		actions: ['retry'],
	}),
	awsPayloadTooLarge: ({ bytes, requestId }) => ({
		message: l10n.t('The endpoint does not even take one picture: {0}', formatBytes(bytes)),
		detail: withRequestId(requestId),
		actions: ['selectEndpoint'],
	}),
	awsTimeout: ({ seconds, requestId }) => ({
		message: l10n.t('The endpoint did not answer within {0} s.', formatNumber(seconds)),
		detail: withRequestId(requestId),
		actions: ['retry', 'selectEndpoint'],
	}),
	awsUnreachable: ({ reason, host, detail }) => ({
		message: unreachable[reason](host ?? 'AWS'),
		detail,
		actions: ['retry'],
	}),
	awsAnswerForeign: ({ status, contentType }) => ({
		message: l10n.t('Something between here and AWS answered, such as a proxy or a sign-in page of the network.'),
		detail: [status, contentType].filter((part) => part !== undefined).join(' '),
		actions: ['retry'],
	}),
	awsRequestRefused: ({ detail, requestId }) => ({
		message: l10n.t('AWS did not take the request.'),
		detail: withRequestId(requestId, detail),
		actions: [openSetting('endpoints'), 'retry'],
	}),
	awsServiceFailed: ({ status, detail, requestId }) => ({
		message: l10n.t('AWS failed with status {0}. Try again in a moment.', status),
		detail: withRequestId(requestId, detail),
		actions: ['retry'],
	}),
};

const unreachable: Readonly<
	Record<Extract<AwsProblem, { code: 'awsUnreachable' }>['reason'], (host: string) => string>
> = {
	dns: (host) => l10n.t('The address of {0} could not be found. Check the region and your network.', host),
	refused: (host) => l10n.t('{0} refused the connection. Check the address and your network.', host),
	reset: (host) => l10n.t('The connection to {0} broke off.', host),
	network: (host) => l10n.t('{0} cannot be reached. Check your network.', host),
	tls: (host) =>
		l10n.t(
			'{0} showed a certificate that is not trusted. Behind a company proxy, its certificate must be known to this machine.',
			host,
		),
	proxy: (host) => l10n.t('The proxy did not let the request to {0} through. Check "http.proxy".', host),
	timeout: (host) => l10n.t('{0} did not take the connection in time. Check your network and proxy.', host),
};

function nameProfile(profile: string | undefined): string {
	return profile === undefined ? l10n.t('the default credentials') : l10n.t('profile "{0}"', profile);
}

function withRequestId(requestId: string | undefined, detail?: string): string | undefined {
	const id = requestId === undefined ? undefined : l10n.t('Request ID: {0}', requestId);
	return [detail, id].filter((line) => line !== undefined && line !== '').join('\n') || undefined;
}
