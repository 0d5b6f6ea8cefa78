import type { EndpointKind } from '../endpointKind.ts';
import type { SageMakerConfig } from './config.ts';
import { createSageMakerEndpoint } from './endpoint.ts';

export const sageMakerKind: EndpointKind<SageMakerConfig> = {
	type: 'sageMaker',
	title: (t) => t('SageMaker endpoint'),
	description: (t) => t('with an AWS profile'),
	describe: ({ endpointName, profile, region }) =>
		['SageMaker', endpointName, profile, region].filter(Boolean).join(' · '),
	async create(config, { aws }) {
		return createSageMakerEndpoint(config, aws);
	},
};
