import type { Problems } from '../../core/problem.ts';
import type { Translate } from '../../core/translate.ts';
import { openSetting } from '../actions.ts';
import { withRequestId, type Messages } from './message.ts';

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
		message: t('No credentials came from {0}.', nameProfile(profile, t)),
		detail,
		actions: ['retry', 'selectEndpoint'],
	}),
	awsSignInNeeded: ({ command, profile }, { t }) => ({
		message: t(
			'You are signed out of AWS, or have never signed in, with {0}.',
			nameProfile(profile, t, t('the default profile')),
		),
		actions: [command === 'login' ? 'signIn' : 'signInSso', 'retry'],
	}),
	awsProcessFailed: ({ profile, detail }, { t }) => ({
		message: t(
			'The credential_process of {0} failed. Run it in a terminal to see why.',
			nameProfile(profile, t, t('the default profile')),
		),
		detail,
		actions: ['retry'],
	}),
	awsMfaRejected: ({ profile }, { t }) => ({
		message: t(
			'AWS did not accept the MFA code for {0}. Wait for the next code and try again.',
			nameProfile(profile, t, t('the default profile')),
		),
		actions: ['retry'],
	}),
	awsMfaCancelled: (_, { t }) => ({
		message: t('Cancelled: no MFA code was entered.'),
		actions: ['retry'],
	}),
	awsAccessDenied: ({ action, resource, profile, requestId }, { t }) => ({
		message: t(
			'Access denied for {0}. The IAM policy must allow {1} on {2}',
			nameProfile(profile, t),
			action,
			resource ?? '*',
		),
		detail: withRequestId(undefined, requestId, t),
		actions: ['retry', 'selectEndpoint'],
	}),
	awsKeysRejected: ({ profile, requestId }, { t }) => ({
		message: t(
			'AWS does not accept the access key of {0}: it is unknown, disabled or has another secret.',
			nameProfile(profile, t),
		),
		detail: withRequestId(undefined, requestId, t),
		actions: ['retry', 'selectEndpoint'],
	}),
	awsCredentialsExpired: ({ profile, requestId }, { t }) => ({
		message: t('The temporary credentials of {0} have expired. Renew them and try again.', nameProfile(profile, t)),
		detail: withRequestId(undefined, requestId, t),
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
		detail: withRequestId(undefined, requestId, t),
		actions: ['selectEndpoint', 'retry'],
	}),
	awsEndpointNotReady: ({ endpointName, detail, requestId }, { t }) => ({
		message: t('The SageMaker endpoint {0} is not in service yet. Try again in a few minutes.', endpointName),
		detail: withRequestId(detail, requestId, t),
		actions: ['retry'],
	}),
	awsModelFailed: ({ status, detail, requestId }, { t }) => ({
		message:
			status === undefined
				? t('The model behind the endpoint failed. Its log in CloudWatch tells more.')
				: t('The model behind the endpoint failed with status {0}. Its log in CloudWatch tells more.', status),
		detail: withRequestId(detail, requestId, t),
		actions: ['openCloudWatch', 'retry'],
	}),
	awsThrottled: ({ requestId }, { t }) => ({
		message: t('AWS has more requests than it takes just now. Try again in a moment.'),
		detail: withRequestId(undefined, requestId, t),
		actions: ['retry'],
	}),
	awsTimeout: ({ seconds, requestId }, { t, format }) => ({
		message: t(
			'AWS did not answer within {0} s. Try again: after a pause the first answer may take longer.',
			format.number(seconds),
		),
		detail: withRequestId(undefined, requestId, t),
		actions: ['retry', 'selectEndpoint'],
	}),
	awsAnswerForeign: ({ status, contentType }, { t }) => ({
		message: t(
			'Something between here and AWS answered, such as a proxy or a sign-in page of the network. Sign in to the network, or check the proxy.',
		),
		detail: [status, contentType].filter((part) => part !== undefined).join(' '),
		actions: ['retry'],
	}),
	awsRequestRefused: ({ detail, requestId }, { t }) => ({
		message: t('AWS did not take the request. Its own words may tell which setting of the endpoint to change.'),
		detail: withRequestId(detail, requestId, t),
		actions: [openSetting('endpoints'), 'retry'],
	}),
	awsServiceFailed: ({ status, detail, requestId }, { t }) => ({
		message: t('AWS failed with status {0}. Try again in a moment.', status),
		detail: withRequestId(detail, requestId, t),
		actions: ['retry'],
	}),
};

function nameProfile(profile: string | undefined, t: Translate, none = t("AWS's default chain")): string {
	return profile === undefined ? none : t('profile "{0}"', profile);
}
