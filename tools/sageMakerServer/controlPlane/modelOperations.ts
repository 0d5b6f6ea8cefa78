import type { CreateModelInput, DeleteModelInput, DescribeModelInput } from '@aws-sdk/client-sagemaker';
import { AwsError } from '../http.ts';
import { checkRole, parseS3Uri, type Caller, type Context, type Operations } from './context.ts';
import { Resources, toSeconds, type ListInput, type Resource } from './resources.ts';
import { validationException } from './validateInput.ts';

export interface Model extends Resource {
	readonly image: string;
	/** `s3://…`; undefined where the model has none. */
	readonly artifact?: string;
	readonly environment: Readonly<Record<string, string>>;
	readonly role: string;
	readonly input: CreateModelInput;
}

export type Models = Resources<Model>;

export function createModels(): Models {
	return new Resources<Model>({ path: 'model', title: 'model' });
}

/** Models of one container. */
export function modelOperations(context: Context, models: Models): Operations {
	return {
		CreateModel(input: CreateModelInput, caller) {
			const { region } = caller;
			const name = input.ModelName as string;
			const containers = input.PrimaryContainer ? [input.PrimaryContainer] : (input.Containers ?? []);
			const [container] = containers;
			if (container?.Image === undefined || containers.length > 1) {
				throw validationException('This server knows models of one container with an image alone.');
			}
			const role = input.ExecutionRoleArn;
			if (role === undefined) {
				throw validationException('ExecutionRoleArn is required.');
			}
			checkImage(container.Image, region);
			checkRole(context, caller, role);
			const artifact = container.ModelDataUrl ?? container.ModelDataSource?.S3DataSource?.S3Uri;
			if (artifact !== undefined) {
				checkArtifact(context, caller, artifact, role);
			}
			models.add({
				name,
				region,
				created: context.now(),
				modified: context.now(),
				image: container.Image,
				environment: container.Environment ?? {},
				role,
				input,
				...(artifact !== undefined && { artifact }),
			});
			return { ModelArn: models.arn(name, region) };
		},
		DescribeModel(input: DescribeModelInput, { region }) {
			const model = models.get(input.ModelName as string, region);
			return {
				...model.input,
				ModelArn: models.arn(model.name, region),
				CreationTime: toSeconds(model.created),
				EnableNetworkIsolation: model.input.EnableNetworkIsolation ?? false,
			};
		},
		ListModels(input: ListInput, { region }) {
			const { page, token } = models.list(input, region);
			return {
				Models: page.map(({ name, created }) => ({
					ModelName: name,
					ModelArn: models.arn(name, region),
					CreationTime: toSeconds(created),
				})),
				...token,
			};
		},
		DeleteModel(input: DeleteModelInput, { region }) {
			models.delete(models.get(input.ModelName as string, region));
			return {};
		},
	};
}

/** Tags of SageMaker's XGBoost images; of later ones than these nothing is known here. */
const xgboostTag = /^(1\.[02357]-[1-4]|3\.0-5|3\.2-0)(-cpu-py3)?$/;

/** @throws AwsError unless it is an XGBoost image of the region */
export function checkImage(image: string, region: string): void {
	const match = /^\d{12}\.dkr\.ecr\.([a-z\d-]+)\.amazonaws\.com(?:\.cn)?\/([^:@]+)(?::([^@]+))?$/.exec(image);
	if (match === null) {
		throw validationException(`Using non-ECR image "${image}" without Vpc repository access mode is not supported.`);
	}
	const [, imageRegion, repository, tag = 'latest'] = match;
	if (imageRegion !== region || repository !== 'sagemaker-xgboost' || !xgboostTag.test(tag)) {
		throw validationException(`Requested image ${image} not found.`);
	}
}

function checkArtifact({ buckets }: Context, { region }: Caller, uri: string, role: string): void {
	const { bucket, key } = parseS3Uri(uri);
	try {
		if (buckets.get(bucket, region).objects.has(key)) {
			return;
		}
	} catch (error) {
		if (!(error instanceof AwsError)) {
			throw error;
		}
	}
	throw validationException(
		`Could not access model data at ${uri}. Please ensure that the role "${role}" exists and that its trust relationship ` +
			`policy allows the action "sts:AssumeRole" for the service principal "sagemaker.amazonaws.com". Also ensure that ` +
			`the role has "s3:GetObject" permissions and that the object is located in ${region}. If your Model uses multiple ` +
			`models or uncompressed models, please ensure that the role has "s3:ListBucket" permission.`,
	);
}
