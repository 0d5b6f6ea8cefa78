// `npm run service [-- PORT --allowed-origin ORIGIN]`: the service of infra/ on this machine, with its XGBoost model
// behind it. The origin is that of web pages that may ask it.
import { parseOptions } from '../src/cli/parseArguments.ts';
import { startLocalService } from '../tools/localService/localService.ts';
import { orUsage } from './orUsage.ts';

const { values, positionals } = orUsage('npm run service [-- PORT --allowed-origin ORIGIN]', () =>
	parseOptions({ allowPositionals: true, options: { 'allowed-origin': { type: 'string' } } }),
);
const [port = '8780'] = positionals;
const service = await startLocalService({ port: Number(port), allowedOrigin: values['allowed-origin'] });

console.log(`API Gateway, Lambda and SageMaker stand at ${service.url}

  curl -F img=@samples/7_1.jpg ${service.url}

An entry for "digitClassifier.endpoints" in your settings
${JSON.stringify({ name: 'The service on this machine', type: 'restApi', url: service.url }, undefined, 2)}

Ctrl+C ends it.`);
