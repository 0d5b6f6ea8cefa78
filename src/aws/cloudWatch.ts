import type { Job } from '../core/job.ts';
import type { CloudWatchLogs } from './problems.ts';

const consoles: readonly (readonly [RegExp, string])[] = [
	[/^cn-/, 'console.amazonaws.cn'],
	[/^us-gov-/, 'console.amazonaws-us-gov.com'],
];

/** The page of AWS's console that shows a log, or the streams that it may be among. */
export function cloudWatchUrl({ region, group, stream, prefix }: CloudWatchLogs): string {
	const events =
		stream !== undefined
			? `/log-events/${encode(stream)}`
			: prefix !== undefined
				? `$3FlogStreamNameFilter$3D${encode(prefix)}`
				: '';
	return consoleUrl(region, 'cloudwatch', `logsV2:log-groups/log-group/${encode(group)}${events}`);
}

/** Where SageMaker writes what a job says. */
export function jobLogs({ kind, name, target: { region } }: Job): CloudWatchLogs {
	return kind === 'deploy'
		? { region, group: `/aws/sagemaker/Endpoints/${name}` }
		: { region, group: `/aws/sagemaker/${kind === 'train' ? 'TrainingJobs' : 'TransformJobs'}`, prefix: name };
}

/** A page of a service in AWS's console. */
export function consoleUrl(region: string, service: string, page: string): string {
	const host = consoles.find(([pattern]) => pattern.test(region))?.[1] ?? `${region}.console.aws.amazon.com`;
	return `https://${host}/${service}/home?region=${region}#${page}`;
}

/** The console's own: percent-encoded twice, `$` for the second `%`. */
function encode(text: string): string {
	return encodeURIComponent(encodeURIComponent(text)).replaceAll('%', '$');
}
