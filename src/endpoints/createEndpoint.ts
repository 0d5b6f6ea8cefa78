import type { LoadAws } from '../aws/index.ts';
import type { Endpoint } from '../core/ports.ts';
import type { EndpointConfig } from './config.ts';
import type { ModelFiles } from './modelFile/endpoint.ts';

/** The model that ships inside, which needs no entry in the settings. */
export interface BuiltInConfig {
	readonly type: 'builtIn';
	readonly name: string;
}

/** What endpoints need from the machine. */
export interface EndpointServices {
	/** The bytes of the model that ships inside. */
	readonly readBuiltInModel: () => Promise<Uint8Array>;
	readonly modelFiles: ModelFiles;
	readonly aws: LoadAws;
	/** The API key kept for the endpoint of this name. */
	readonly apiKey: (endpoint: string) => Promise<string | undefined>;
}

/** Makes the endpoint that a config describes. The code of each kind is loaded when one is made. */
export async function createEndpoint(
	config: EndpointConfig | BuiltInConfig,
	services: EndpointServices,
): Promise<Endpoint> {
	switch (config.type) {
		case 'builtIn': {
			const { createBuiltInEndpoint } = await import('./builtIn/endpoint.ts');
			return createBuiltInEndpoint({ name: config.name, readModel: services.readBuiltInModel });
		}
		case 'sageMaker': {
			const { createSageMakerEndpoint } = await import('./sageMaker/endpoint.ts');
			return createSageMakerEndpoint(config, services.aws);
		}
		case 'restApi': {
			const { createRestApiEndpoint } = await import('./restApi/endpoint.ts');
			return createRestApiEndpoint(config, {
				secret: async () => services.apiKey(config.name),
				loadAws: services.aws,
			});
		}
		case 'container': {
			const { createContainerEndpoint } = await import('./container/endpoint.ts');
			return createContainerEndpoint(config);
		}
		case 'modelFile': {
			const { createModelFileEndpoint } = await import('./modelFile/endpoint.ts');
			return createModelFileEndpoint(config, services.modelFiles);
		}
	}
}
