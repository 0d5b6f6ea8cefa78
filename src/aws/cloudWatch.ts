import type { CloudWatchLogs } from './problems.ts';

const consoles: readonly (readonly [RegExp, string])[] = [
	[/^cn-/, 'console.amazonaws.cn'],
	[/^us-gov-/, 'console.amazonaws-us-gov.com'],
];

/** The page of AWS's console that shows a model's log. */
export function cloudWatchUrl({ region, group, stream }: CloudWatchLogs): string {
	const host = consoles.find(([pattern]) => pattern.test(region))?.[1] ?? `${region}.console.aws.amazon.com`;
	const events = stream === undefined ? '' : `/log-events/${encode(stream)}`;
	return `https://${host}/cloudwatch/home?region=${region}#logsV2:log-groups/log-group/${encode(group)}${events}`;
}

/** The console's own: percent-encoded twice, `$` for the second `%`. */
function encode(text: string): string {
	return encodeURIComponent(encodeURIComponent(text)).replaceAll('%', '$');
}
