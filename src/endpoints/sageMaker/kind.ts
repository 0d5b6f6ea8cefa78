import type { EndpointKind } from '../endpointKind.ts';
import type { SageMakerConfig } from './config.ts';

export const sageMakerKind: EndpointKind<SageMakerConfig> = {
	type: 'sageMaker',
	title: (t) => t('SageMaker endpoint'),
	description: (t) => t('with an AWS profile'),
	describe: ({ endpointName, profile, region }) =>
		['SageMaker', endpointName, profile, region].filter(Boolean).join(' · '),
	async create(config, { aws }) {
		const { createSageMakerEndpoint } = await import('./endpoint.ts');
		return createSageMakerEndpoint(config, aws);
	},
};
