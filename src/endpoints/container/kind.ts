import type { EndpointKind } from '../endpointKind.ts';
import type { ContainerConfig } from './config.ts';

export const containerKind: EndpointKind<ContainerConfig> = {
	type: 'container',
	title: (t) => t('Container'),
	description: (t) => t('SageMaker local mode'),
	describe: ({ url }, t) => `${t('Container')} · ${url}`,
	async create(config) {
		const { createContainerEndpoint } = await import('./endpoint.ts');
		return createContainerEndpoint(config);
	},
	async isHealthy({ url }, signal) {
		const { pingContainer } = await import('./endpoint.ts');
		return pingContainer(url, signal);
	},
};
