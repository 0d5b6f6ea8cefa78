import type { Problems } from '../../core/problem.ts';
import { openSetting } from '../actions.ts';
import { withRequestId, type Messages } from './message.ts';

export const httpMessages: Messages<Problems['http' | 'restApi' | 'container']> = {
	urlInvalid: ({ url }, { t }) => ({
		message: t('This is no address that begins with "https://" or "http://": {0}', url),
		actions: [openSetting('endpoints')],
	}),
	urlInsecure: ({ url }, { t }) => ({
		message: t('Pictures go out over https only, or over http to this machine. The address is: {0}', url),
		actions: [openSetting('endpoints')],
	}),
	headersInvalid: ({ detail }, { t }) => ({
		message: t('The headers of the endpoint cannot be sent.'),
		detail,
		actions: [openSetting('endpoints')],
	}),
	httpTimeout: ({ host, seconds }, { t, format }) => ({
		message: t(
			'{0} did not answer within {1} s. Try again: after a pause the first answer may take longer.',
			host,
			format.number(seconds),
		),
		actions: ['retry', 'selectEndpoint'],
	}),
	redirectRefused: ({ host, location }, { t }) => ({
		message: t(
			'{0} redirects to {1}. That is not followed, since the picture would go elsewhere; if it is right, change the address.',
			host,
			location,
		),
		actions: [openSetting('endpoints')],
	}),
	apiKeyMissing: (_, { t }) => ({
		message: t('The API needs a key, and none is kept for this endpoint.'),
		actions: ['enterApiKey'],
	}),
	apiKeyRefused: ({ sent, requestId }, { t }) => ({
		message: sent
			? t('The API does not accept the key.')
			: t('The API wants a key. Set "authentication" of the endpoint to "apiKey".'),
		detail: withRequestId(undefined, requestId, t),
		actions: sent ? ['enterApiKey'] : [openSetting('endpoints')],
	}),
	apiPathUnknown: ({ url, requestId }, { t }) => ({
		message: t('The API has nothing at this address, or wants a signed request: {0}', url),
		detail: withRequestId(undefined, requestId, t),
		actions: [openSetting('endpoints'), 'selectEndpoint'],
	}),
	apiAccessDenied: ({ reason, detail, requestId }, { t }) => ({
		message: reason === '' ? t('The API denies access.') : t('The API denies access: {0}', reason),
		detail: withRequestId(detail, requestId, t),
		actions: [openSetting('endpoints'), 'retry'],
	}),
	requestTooLarge: ({ bytes, requestId }, { t, format }) => ({
		message: t(
			'The service does not take a picture of {0}. With "send": "digit", the small one goes instead.',
			format.bytes(bytes),
		),
		detail: withRequestId(undefined, requestId, t),
		actions: [openSetting('endpoints')],
	}),
	contentTypeRefused: ({ contentType, excerpt, requestId }, { t }) => ({
		message: contentType.startsWith('text/')
			? t('The service does not take {0}. Set "contentType" of the endpoint to a type that it takes.', contentType)
			: t('The service does not take {0}. Check the address and what it is made for.', contentType),
		detail: withRequestId(excerpt, requestId, t),
		actions: [openSetting('endpoints'), 'selectEndpoint'],
	}),
	tooManyRequests: ({ excerpt, requestId }, { t }) => ({
		message: t('The service has too many requests. Try again in a moment.'),
		detail: withRequestId(excerpt, requestId, t),
		actions: ['retry'],
	}),
	serviceFailed: ({ excerpt, requestId }, { t }) => ({
		message: t('What stands behind the API failed (status 502). Its log tells more.'),
		detail: withRequestId(excerpt, requestId, t),
		actions: ['retry', 'selectEndpoint'],
	}),
	serviceTimeout: ({ excerpt, requestId }, { t }) => ({
		message: t(
			'What stands behind the API took too long (status 504). Try again: after a pause the first answer may take longer.',
		),
		detail: withRequestId(excerpt, requestId, t),
		actions: ['retry', 'selectEndpoint'],
	}),
	containerRefused: ({ status, detail, requestId }, { t }) => ({
		message: t('The container answered with status {0}. Its own words and its log tell why.', status),
		detail: withRequestId(detail, requestId, t),
		actions: ['retry', 'selectEndpoint'],
	}),
	httpStatus: ({ status, excerpt, requestId }, { t }) => ({
		message:
			excerpt.trim() === ''
				? t('The service answered with status {0} and nothing else. Its log may tell why.', status)
				: t('The service answered with status {0}. What came back begins with:', status),
		detail: withRequestId(excerpt, requestId, t),
		actions: ['retry', 'selectEndpoint'],
	}),
};
