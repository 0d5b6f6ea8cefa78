import { spawnSync } from 'node:child_process';
import { devNull } from 'node:os';
import { pathToFileURL } from 'node:url';
import type { HttpEvent, HttpResult, InvocationContext } from '../../src/lambda/handler.ts';
import { readBuiltInModel } from '../sageMaker/builtInModel.ts';
import { exampleKey } from '../sageMaker/keys.ts';
import { startSageMakerServer, type SageMakerServer } from '../sageMaker/server.ts';
import { startApiGateway, type ApiGatewayOptions } from './apiGateway.ts';
import type { HttpServer } from './httpServer.ts';

export interface LocalServiceOptions extends Partial<Omit<ApiGatewayOptions, 'handler'>> {
	/** Of the test server; default `digits`. */
	readonly endpointName?: string;
}

export interface LocalService extends HttpServer {
	readonly sageMaker: SageMakerServer;
}

/** Bundles the Lambda as for AWS. The working folder must be the project's. */
export function buildLambda(): void {
	const { status } = spawnSync(process.execPath, ['esbuild.mjs', '--lambda'], { stdio: 'inherit' });
	if (status !== 0) {
		throw new Error('The Lambda could not be bundled');
	}
}

/**
 * API Gateway → the bundled Lambda → SigV4 → SageMaker with the built-in model, on this machine. The AWS variables
 * of this process are set as Lambda sets them, and the user's AWS files are left out.
 */
export async function startLocalService(options: LocalServiceOptions = {}): Promise<LocalService> {
	const { endpointName = 'digits', path = '/invoke', ...rest } = options;
	const sageMaker = await startSageMakerServer({ predict: await readBuiltInModel() });
	delete process.env.AWS_PROFILE;
	delete process.env.AWS_SESSION_TOKEN;
	Object.assign(process.env, {
		AWS_CONFIG_FILE: devNull,
		AWS_SHARED_CREDENTIALS_FILE: devNull,
		AWS_REGION: 'us-east-1',
		AWS_ACCESS_KEY_ID: exampleKey.accessKeyId,
		AWS_SECRET_ACCESS_KEY: exampleKey.secretAccessKey,
		AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME: sageMaker.url,
		ENDPOINT_NAME: endpointName,
	});
	// Another query is another instance, which reads the variables anew.
	const url = `${pathToFileURL('.cache/lambda/index.mjs').href}?${new URL(sageMaker.url).port}`;
	const { handler } = (await import(/* @vite-ignore */ url)) as {
		readonly handler: (event: HttpEvent, context: InvocationContext) => Promise<HttpResult>;
	};
	const api = await startApiGateway({ ...rest, path, handler });
	return {
		url: api.url,
		sageMaker,
		close: async () => {
			await api.close();
			await sageMaker.close();
		},
	};
}
