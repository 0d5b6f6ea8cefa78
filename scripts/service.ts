// `npm run service [-- PORT]`: the service of infra/ on this machine, with its XGBoost model behind it.
import { startLocalService } from '../tools/localService/localService.ts';

const service = await startLocalService({ port: Number(process.argv[2] ?? 8780) });

console.log(`API Gateway, Lambda and SageMaker stand at ${service.url}

  curl -F img=@samples/7_1.jpg ${service.url}

An entry for "digitClassifier.endpoints" in your settings
${JSON.stringify({ name: 'The service on this machine', type: 'restApi', url: service.url }, undefined, 2)}

Ctrl+C ends it.`);
