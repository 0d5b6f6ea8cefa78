import type { Problems } from '../../core/problem.ts';
import { openSetting } from '../actions.ts';
import type { Messages } from './message.ts';

export const httpMessages: Messages<Problems['http' | 'restApi' | 'container']> = {
	urlInvalid: ({ url }, { t }) => ({
		message: t('This is no address: {0}', url),
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
	hostUnreachable: ({ host, detail }, { t }) => ({
		message: t('{0} cannot be reached. Is it running, and is the address right?', host),
		detail,
		actions: ['retry', 'selectEndpoint'],
	}),
	httpTimeout: ({ host, seconds }, { t, format }) => ({
		message: t('{0} did not answer within {1} s.', host, format.number(seconds)),
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
	apiKeyRefused: ({ sent }, { t }) => ({
		message: sent
			? t('The API does not accept the key.')
			: t('The API wants a key. Set "authentication" of the endpoint to "apiKey".'),
		actions: sent ? ['enterApiKey'] : [openSetting('endpoints')],
	}),
	apiPathUnknown: ({ url }, { t }) => ({
		message: t('The API has nothing at this address, or wants a signed request: {0}', url),
		actions: [openSetting('endpoints'), 'selectEndpoint'],
	}),
	apiAccessDenied: ({ reason, detail }, { t }) => ({
		message: reason === '' ? t('The API denies access.') : t('The API denies access: {0}', reason),
		detail,
		actions: [openSetting('endpoints'), 'retry'],
	}),
	requestTooLarge: ({ bytes }, { t, format }) => ({
		message: t(
			'The service does not take a picture of {0}. With "send": "digit", the small one goes instead.',
			format.bytes(bytes),
		),
		actions: [openSetting('endpoints')],
	}),
	contentTypeRefused: ({ contentType, excerpt }, { t }) => ({
		message: t('The service does not take {0}.', contentType),
		detail: excerpt,
		actions: [openSetting('endpoints'), 'selectEndpoint'],
	}),
	tooManyRequests: ({ excerpt }, { t }) => ({
		message: t('The service has too many requests. Try again in a moment.'),
		detail: excerpt,
		actions: ['retry'],
	}),
	serviceFailed: ({ excerpt }, { t }) => ({
		message: t('What stands behind the API failed (status 502). Its log tells more.'),
		detail: excerpt,
		actions: ['retry', 'selectEndpoint'],
	}),
	serviceTimeout: ({ excerpt }, { t }) => ({
		message: t('What stands behind the API took too long (status 504).'),
		detail: excerpt,
		actions: ['retry', 'selectEndpoint'],
	}),
	containerRefused: ({ status, detail }, { t }) => ({
		message: t('The container answered with status {0}:', status),
		detail,
		actions: ['retry', 'selectEndpoint'],
	}),
	httpStatus: ({ status, excerpt }, { t }) => ({
		message: t('The service answered with status {0}. What came back begins with:', status),
		detail: excerpt,
		actions: ['retry', 'selectEndpoint'],
	}),
};
