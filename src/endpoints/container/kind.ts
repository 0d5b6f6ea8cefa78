import type { EndpointKind } from '../endpointKind.ts';
import type { ContainerConfig } from './config.ts';
import { createContainerEndpoint, pingContainer } from './endpoint.ts';

export const containerKind: EndpointKind<ContainerConfig> = {
	type: 'container',
	title: (t) => t('Container'),
	description: (t) => t('SageMaker local mode'),
	describe: ({ url }, t) => `${t('Container')} · ${url}`,
	async create(config) {
		return createContainerEndpoint(config);
	},
	async isHealthy({ url }, signal) {
		return pingContainer(url, signal);
	},
};
