import type { Translate } from '../../core/translate.ts';
import type { EndpointKind } from '../endpointKind.ts';
import type { BuiltInConfig } from './config.ts';
import { createBuiltInEndpoint } from './endpoint.ts';

const whereItRuns = (t: Translate) => t('on this machine, no account');

export const builtInKind: EndpointKind<BuiltInConfig> = {
	type: 'builtIn',
	title: (t) => t('Built-in model'),
	description: whereItRuns,
	describe: (_, t) => whereItRuns(t),
	async create({ name }, { readBuiltInModel, classifyElsewhere }) {
		return createBuiltInEndpoint({ name, readModel: readBuiltInModel, elsewhere: classifyElsewhere });
	},
};
