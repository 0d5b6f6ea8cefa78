import { xgboostImages, xgboostImageUri } from '../../../src/aws/xgboostImages.ts';
import type { Context } from '../controlPlane/context.ts';
import { loadModel } from '../controlPlane/loadModel.ts';
import { account } from '../runtime/checks.ts';
import { resourceLimitExceeded, type Faults } from '../faults.ts';
import type { Applied, Change, StackResources } from './cloudFormation.ts';

/**
 * Of the templates of infra/, what this server has, known by their parameters: the bucket, the role of jobs, and the
 * endpoint with the model of S3. Its own role, the Lambda and the API are taken for made.
 */
export function createStackResources(context: Context, faults: Faults): StackResources {
	const { buckets, endpoints, executionRoles, now } = context;

	async function applyEndpoint({ name, region, parameters }: Change): Promise<Applied> {
		const { ModelDataUrl: artifact = '', XGBoostImage, InstanceType = '' } = parameters;
		const failed = (reason: string) => {
			return { failed: [{ logicalId: 'Endpoint', type: 'AWS::SageMaker::Endpoint', reason }] };
		};
		if (faults.next('CreateEndpoint', name) === 'resourceLimit') {
			return failed(resourceLimitExceeded(`${InstanceType || 'Memory'} for endpoint usage`).message);
		}
		const tag = xgboostImages.find((known) => known === XGBoostImage);
		const image = (tag && xgboostImageUri(tag, region)) ?? '';
		try {
			const container = await loadModel(context, { artifact, image, environment: {}, region });
			const definition = { name, region, variants: ['AllTraffic'], container };
			const before = endpoints.find(name, region);
			if (before) {
				Object.assign(before, { definition, modified: now() });
			} else {
				const dates = { created: now(), modified: now() };
				endpoints.add({ name, region, status: 'InService', configName: `${name}-config`, definition, ...dates });
			}
		} catch {
			return failed('The primary container for production variant AllTraffic did not pass the ping health check.');
		}
		const settings = [{ name: `${name} SageMaker`, type: 'sageMaker', endpointName: name, region }];
		return { outputs: { Endpoints: JSON.stringify(settings), ApiKeyId: 'k1' } };
	}

	return {
		apply(change) {
			const { BucketName: bucket, ModelDataUrl: model, Prefix: prefix } = change.parameters;
			if (bucket !== undefined) {
				buckets.create(bucket, change.region);
			}
			if (prefix !== undefined) {
				const RoleArn = roleOf(change.name);
				executionRoles.push(RoleArn);
				return Promise.resolve({ outputs: { RoleArn } });
			}
			return model === undefined ? Promise.resolve({ outputs: {} }) : applyEndpoint(change);
		},
		remove({ name, region, parameters }) {
			if (parameters['Prefix'] !== undefined) {
				executionRoles.splice(executionRoles.indexOf(roleOf(name)), 1);
			}
			const endpoint = endpoints.find(name, region);
			if (endpoint) {
				endpoints.delete(endpoint);
			}
		},
	};
}

function roleOf(stack: string): string {
	return `arn:aws:iam::${account}:role/${stack}-JobsRole`;
}
