// `npm run service [-- PORT --allowed-origin ORIGIN]`: the service of infra/ on this machine, with its XGBoost model
// behind it. The origin is that of web pages that may ask it.
import { parseOptions } from '../src/cli/parseArguments.ts';
import { startLocalService } from '../tools/localService/localService.ts';
import { orUsage } from './orUsage.ts';
import { parsePort } from './parsePort.ts';

const options = orUsage('npm run service [-- PORT --allowed-origin ORIGIN]', () => {
	const { values, positionals } = parseOptions({
		allowPositionals: true,
		options: { 'allowed-origin': { type: 'string' } },
	});
	return { port: parsePort(positionals[0] ?? '8780'), allowedOrigin: values['allowed-origin'] };
});
const service = await startLocalService(options);

console.log(`API Gateway, Lambda and SageMaker stand at ${service.url}

  curl -F img=@samples/7_1.jpg ${service.url}

An entry for "digitClassifier.endpoints" in your settings
${JSON.stringify({ name: 'The service on this machine', type: 'restApi', url: service.url }, undefined, 2)}

Ctrl+C ends it.`);
