import type { EndpointKind } from '../endpointKind.ts';
import type { ModelFileConfig } from './config.ts';
import { createModelFileEndpoint } from './endpoint.ts';

export const modelFileKind: EndpointKind<ModelFileConfig> = {
	type: 'modelFile',
	title: (t) => t('Model file'),
	description: (t) => t('XGBoost, or model.tar.gz'),
	describe: ({ path }, t) => `${t('Model file')} · ${path}`,
	async create(config, { modelFiles, classifyElsewhere }) {
		return createModelFileEndpoint(config, modelFiles, classifyElsewhere);
	},
};
