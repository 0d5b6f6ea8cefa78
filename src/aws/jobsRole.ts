/** What the role may reach. */
export interface JobsRoleScope {
	/** `aws`, or `aws-cn` and others. */
	readonly partition: string;
	readonly region: string;
	readonly account: string;
	readonly bucket: string;
	/** Of the objects' keys, without a slash at its end. */
	readonly prefix: string;
	/** The key that the bucket is encrypted with. */
	readonly kmsKeyArn?: string;
}

/** Of a region's ARNs. */
export function partitionOf(region: string): string {
	return region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/** Who may take the role: SageMaker alone. */
export const jobsRoleTrust = {
	Version: '2012-10-17',
	Statement: [{ Effect: 'Allow', Principal: { Service: 'sagemaker.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};

/**
 * What the execution role of training and transform jobs, and of the endpoints that serve their models, needs, and no
 * more: the objects of one prefix, the XGBoost image, logs and metrics. infra/jobs-role.yaml makes the role with it.
 */
export function jobsRolePolicy({ partition, region, account, bucket, prefix, kmsKeyArn }: JobsRoleScope) {
	const arn = (service: string, rest: string) => `arn:${partition}:${service}:${rest}`;
	return {
		Version: '2012-10-17',
		Statement: [
			{
				Effect: 'Allow',
				Action: ['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject'],
				Resource: arn('s3', `::${bucket}/${prefix}/*`),
			},
			{
				Effect: 'Allow',
				Action: 's3:ListBucket',
				Resource: arn('s3', `::${bucket}`),
				Condition: { StringLike: { 's3:prefix': `${prefix}/*` } },
			},
			{
				Effect: 'Allow',
				Action: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
				Resource: arn('ecr', `${region}:*:repository/sagemaker-xgboost`),
			},
			{ Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' },
			{
				Effect: 'Allow',
				Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
				Resource: ['Endpoints', 'TrainingJobs', 'TransformJobs'].map((group) =>
					arn('logs', `${region}:${account}:log-group:/aws/sagemaker/${group}*`),
				),
			},
			{
				Effect: 'Allow',
				Action: 'cloudwatch:PutMetricData',
				Resource: '*',
				Condition: { StringLike: { 'cloudwatch:namespace': ['*SageMaker*', '*sagemaker*'] } },
			},
			...(kmsKeyArn === undefined
				? []
				: [{ Effect: 'Allow', Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: kmsKeyArn }]),
		],
	};
}
