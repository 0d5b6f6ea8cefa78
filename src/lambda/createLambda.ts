import { lazyAws } from '../aws/index.ts';
import { normalize } from '../preprocessing/normalize.ts';
import { decodeImage } from '../codecs/decodeImage.ts';
import { createSageMakerEndpoint } from '../endpoints/sageMaker/endpoint.ts';
import { createHandler } from './handler.ts';

/** The handler in front of a SageMaker endpoint; the region and the credentials are those of the environment. */
export function createLambda(endpointName: string) {
	return createHandler({
		decode: decodeImage,
		normalize,
		preprocessing: 'auto',
		endpoint: createSageMakerEndpoint({ type: 'sageMaker', name: endpointName, endpointName }, lazyAws()),
		log: (message) => {
			process.stderr.write(`${message}\n`);
		},
	});
}
