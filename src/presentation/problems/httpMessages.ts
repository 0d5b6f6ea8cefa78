import { l10n } from 'vscode';
import type { HttpProblem } from '../../core/problem.ts';
import { formatBytes, formatNumber } from '../format.ts';
import { openSetting, type Messages } from './message.ts';

export const httpMessages: Messages<HttpProblem> = {
	urlInvalid: ({ url }) => ({
		message: l10n.t('This is no address: {0}', url),
		actions: [openSetting('endpoints')],
	}),
	urlInsecure: ({ url }) => ({
		message: l10n.t('Pictures go out over https only, or over http to this machine. The address is: {0}', url),
		actions: [openSetting('endpoints')],
	}),
	headersInvalid: ({ detail }) => ({
		message: l10n.t('The headers of the endpoint cannot be sent.'),
		detail,
		actions: [openSetting('endpoints')],
	}),
	hostUnreachable: ({ host, detail }) => ({
		message: l10n.t('{0} cannot be reached. Is it running, and is the address right?', host),
		detail,
		actions: ['retry', 'selectEndpoint'],
	}),
	httpTimeout: ({ host, seconds }) => ({
		message: l10n.t('{0} did not answer within {1} s.', host, formatNumber(seconds)),
		actions: ['retry', 'selectEndpoint'],
	}),
	redirectRefused: ({ host, location }) => ({
		message: l10n.t(
			'{0} redirects to {1}. That is not followed, since the picture would go elsewhere; if it is right, change the address.',
			host,
			location,
		),
		actions: [openSetting('endpoints')],
	}),
	apiKeyMissing: () => ({
		message: l10n.t('The API needs a key, and none is kept for this endpoint.'),
		actions: ['enterApiKey'],
	}),
	apiKeyRefused: ({ sent }) => ({
		message: sent
			? l10n.t('The API does not accept the key.')
			: l10n.t('The API wants a key. Set "authentication" of the endpoint to "apiKey".'),
		actions: sent ? ['enterApiKey'] : [openSetting('endpoints')],
	}),
	apiPathUnknown: ({ url }) => ({
		message: l10n.t('The API has nothing at this address, or wants a signed request: {0}', url),
		actions: [openSetting('endpoints'), 'selectEndpoint'],
	}),
	apiAccessDenied: ({ reason, detail }) => ({
		message: reason === '' ? l10n.t('The API denies access.') : l10n.t('The API denies access: {0}', reason),
		detail,
		actions: [openSetting('endpoints'), 'retry'],
	}),
	requestTooLarge: ({ bytes }) => ({
		message: l10n.t(
			'The service does not take a picture of {0}. With "send": "digit", the small one goes instead.',
			formatBytes(bytes),
		),
		actions: [openSetting('endpoints')],
	}),
	contentTypeRefused: ({ contentType, excerpt }) => ({
		message: l10n.t('The service does not take {0}.', contentType),
		detail: excerpt,
		actions: [openSetting('endpoints'), 'selectEndpoint'],
	}),
	tooManyRequests: ({ excerpt }) => ({
		message: l10n.t('The service has too many requests. Try again in a moment.'),
		detail: excerpt,
		actions: ['retry'],
	}),
	serviceFailed: ({ excerpt }) => ({
		message: l10n.t('What stands behind the API failed (status 502). Its log tells more.'),
		detail: excerpt,
		actions: ['retry', 'selectEndpoint'],
	}),
	serviceTimeout: ({ excerpt }) => ({
		message: l10n.t('What stands behind the API took too long (status 504).'),
		detail: excerpt,
		actions: ['retry', 'selectEndpoint'],
	}),
	containerRefused: ({ status, detail }) => ({
		message: l10n.t('The container answered with status {0}:', status),
		detail,
		actions: ['retry', 'selectEndpoint'],
	}),
	httpStatus: ({ status, excerpt }) => ({
		message: l10n.t('The service answered with status {0}. What came back begins with:', status),
		detail: excerpt,
		actions: ['retry', 'selectEndpoint'],
	}),
};
