import { jobPrefix } from '../../core/job.ts';

/** What does with the AWS CLI what Batch Transform does here. @param file of the rows, @param name of the job */
export function transformCommands(file: string, name: string): string {
	const folder = `s3://$BUCKET/${jobPrefix}/${name}`;
	const json = (value: unknown) => `"${JSON.stringify(value).replaceAll('"', '\\"')}"`;
	const input = {
		ContentType: 'text/csv',
		SplitType: 'Line',
		DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: `${folder}/rows/` } },
	};
	const output = { S3OutputPath: `${folder}/predictions`, AssembleWith: 'Line', Accept: 'text/csv' };
	return [
		'# Yours: a bucket, an execution role, a model.tar.gz in S3, and the XGBoost image of the region.',
		'BUCKET=',
		'ROLE=',
		'MODEL=',
		'IMAGE=',
		`aws s3 cp ${quote(file)} "${folder}/rows/00000.csv"`,
		`aws sagemaker create-model --model-name ${name} --execution-role-arn "$ROLE" --primary-container "Image=$IMAGE,ModelDataUrl=$MODEL"`,
		`aws sagemaker create-transform-job --transform-job-name ${name} --model-name ${name} \\`,
		'  --batch-strategy MultiRecord --max-payload-in-mb 4 \\',
		`  --transform-input ${json(input)} \\`,
		`  --transform-output ${json(output)} \\`,
		'  --transform-resources InstanceType=ml.m5.large,InstanceCount=1',
		`aws sagemaker wait transform-job-completed-or-stopped --transform-job-name ${name}`,
		'# Then "Import predictions…" on 00000.csv.out:',
		`aws s3 cp --recursive "${folder}/predictions/" .`,
		'',
	].join('\n');
}

function quote(text: string): string {
	return `'${text.replaceAll("'", `'\\''`)}'`;
}
