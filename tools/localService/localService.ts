import { devNull } from 'node:os';
import { createLambda } from '../../src/lambda/createLambda.ts';
import { readXgboostPredictions } from '../sageMakerServer/runtime/xgboostModel.ts';
import { exampleKey } from '../sageMakerServer/keys.ts';
import { startSageMakerServer, type SageMakerServer } from '../sageMakerServer/server.ts';
import { startApiGateway, type ApiGatewayOptions } from './apiGateway.ts';
import type { HttpServer } from '../httpServer.ts';

export interface LocalServiceOptions extends Partial<ApiGatewayOptions> {
	/** Of the test server; default `digits`. */
	readonly endpointName?: string;
	/** Of web pages that may ask from a browser; default: none. */
	readonly allowedOrigin?: string | undefined;
}

export interface LocalService extends HttpServer {
	readonly sageMaker: SageMakerServer;
}

/**
 * API Gateway → Lambda → SigV4 → SageMaker with the original service's model, on this machine. The AWS variables of this
 * process are set as Lambda sets them, all others are deleted, and the user's AWS files are left out.
 */
export async function startLocalService(options: LocalServiceOptions = {}): Promise<LocalService> {
	const sageMaker = await startSageMakerServer({ predict: await readXgboostPredictions() });
	for (const name of Object.keys(process.env).filter((name) => name.startsWith('AWS_'))) {
		Reflect.deleteProperty(process.env, name);
	}
	Object.assign(process.env, {
		AWS_CONFIG_FILE: devNull,
		AWS_SHARED_CREDENTIALS_FILE: devNull,
		AWS_REGION: 'us-east-1',
		AWS_ACCESS_KEY_ID: exampleKey.accessKeyId,
		AWS_SECRET_ACCESS_KEY: exampleKey.secretAccessKey,
		AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME: sageMaker.url,
	});
	const { endpointName = 'digits', allowedOrigin, ...rest } = options;
	const handler = createLambda(endpointName, allowedOrigin);
	const api = await startApiGateway({ path: '/invoke', handler, ...rest });
	return {
		url: api.url,
		sageMaker,
		close: async () => {
			await api.close();
			await sageMaker.close();
		},
	};
}
