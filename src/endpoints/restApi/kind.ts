import type { EndpointKind } from '../endpointKind.ts';
import type { RestApiConfig } from './config.ts';

export const restApiKind: EndpointKind<RestApiConfig> = {
	type: 'restApi',
	title: (t) => t('REST API'),
	description: (t) => t('takes the picture as a form'),
	describe: ({ url }, t) => `${t('REST API')} · ${url}`,
	async create(config, { apiKey, aws }) {
		const { createRestApiEndpoint } = await import('./endpoint.ts');
		return createRestApiEndpoint(config, { secret: async () => apiKey(config.name), loadAws: aws });
	},
};
