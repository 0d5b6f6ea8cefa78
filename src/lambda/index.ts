import { lazyAws } from '../aws/index.ts';
import { decodeImage } from '../decoders/decodeImage.ts';
import { createSageMakerEndpoint } from '../endpoints/sageMaker.ts';
import { createHandler } from './handler.ts';

const { ENDPOINT_NAME: endpointName = '' } = process.env;

/** Lambda's entry; the region and the credentials are those of the function's own role. */
export const handler = createHandler({
	decode: decodeImage,
	preprocessing: 'auto',
	endpoint: createSageMakerEndpoint({ type: 'sageMaker', name: endpointName, endpointName }, lazyAws()),
	log: (message) => {
		process.stderr.write(`${message}\n`);
	},
});
