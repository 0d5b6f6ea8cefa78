import { lazyAws } from '../aws/index.ts';
import { prepare } from '../imageWorker/prepare.ts';
import { createSageMakerEndpoint } from '../endpoints/sageMaker/endpoint.ts';
import { createHandler } from './handler.ts';

/**
 * The handler in front of a SageMaker endpoint; the region and the credentials are those of the environment.
 * @param allowedOrigin see `HandlerOptions`
 */
export function createLambda(endpointName: string, allowedOrigin = '') {
	return createHandler({
		allowedOrigin,
		prepare,
		preprocessing: 'auto',
		endpoint: createSageMakerEndpoint({ type: 'sageMaker', name: endpointName, endpointName }, lazyAws()),
		log: (message) => {
			process.stderr.write(`${message}\n`);
		},
	});
}
