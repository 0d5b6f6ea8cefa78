import { AwsError, jsonAnswer, type Answer, type WireRequest } from '../http.ts';
import type { Verified } from '../sigV4.ts';
import type { LogEvent, Logs, LogStream } from './logs.ts';

interface LogsInput {
	readonly logGroupName?: string;
	readonly logStreamName?: string;
	readonly logStreamNames?: readonly string[];
	readonly logStreamNamePrefix?: string;
	readonly startFromHead?: boolean;
	readonly startTime?: number;
	readonly endTime?: number;
	readonly limit?: number;
	readonly nextToken?: string;
}

const mediaType = 'application/x-amz-json-1.1';
const maximumEvents = 10_000;

/** CloudWatch Logs: `DescribeLogStreams`, `GetLogEvents` and `FilterLogEvents` without a pattern. @throws AwsError */
export function answerLogs(request: WireRequest, { key, region }: Verified, logs: Logs): Answer {
	const operation = request.headers['x-amz-target']?.replace(/^Logs_20140328\./, '') ?? '';
	const input = JSON.parse(request.body.toString('utf8') || '{}') as LogsInput;
	if (key.denied?.includes(`logs:${operation}`)) {
		throw new AwsError(
			'AccessDeniedException',
			400,
			`User: ${key.arn} is not authorized to perform: logs:${operation} on resource: ` +
				`arn:aws:logs:${region}:${key.arn.split(':')[4] ?? ''}:log-group:${input.logGroupName ?? ''}:log-stream: ` +
				`because no identity-based policy allows the logs:${operation} action`,
		);
	}
	const streams = logs
		.streams(input.logGroupName ?? '', region)
		.filter(({ name }) => name.startsWith(input.logStreamNamePrefix ?? ''))
		.filter(({ name }) => input.logStreamNames?.includes(name) ?? true);
	switch (operation) {
		case 'DescribeLogStreams':
			return jsonAnswer({ logStreams: streams.map(summary) }, mediaType);
		case 'GetLogEvents':
			return jsonAnswer(getEvents(streams, input), mediaType);
		case 'FilterLogEvents':
			return jsonAnswer(filterEvents(streams, input), mediaType);
		default:
			throw new AwsError('UnknownOperationException', 400, 'The requested operation is not supported.');
	}
}

function summary({ name, events }: LogStream) {
	const [first, last] = [events[0], events.at(-1)];
	return {
		logStreamName: name,
		...(first && last && { firstEventTimestamp: first.timestamp, lastEventTimestamp: last.timestamp }),
	};
}

/** Pages go forward from the head, or back from the end; the token of a page that is the last leads to itself. */
function getEvents(streams: readonly LogStream[], input: LogsInput) {
	const stream = streams.find(({ name }) => name === input.logStreamName);
	if (stream === undefined) {
		throw new AwsError('ResourceNotFoundException', 400, 'The specified log stream does not exist.');
	}
	const events = stream.events.filter((event) => isWithin(event, input));
	const size = Math.min(input.limit ?? maximumEvents, maximumEvents);
	const [, direction, position] = /^([fb])\/(\d+)$/.exec(input.nextToken ?? '') ?? [];
	const isForward = direction === undefined ? input.startFromHead === true : direction === 'f';
	const from = position === undefined ? (isForward ? 0 : events.length) : Number(position);
	const [start, end] = isForward ? [from, Math.min(from + size, events.length)] : [Math.max(from - size, 0), from];
	return {
		events: events.slice(start, end).map(toEvent),
		nextForwardToken: `f/${end}`,
		nextBackwardToken: `b/${start}`,
	};
}

function filterEvents(streams: readonly LogStream[], input: LogsInput) {
	const events = streams
		.flatMap(({ name, events }) => events.map((event) => ({ ...event, name })))
		.filter((event) => isWithin(event, input))
		.sort((a, b) => a.timestamp - b.timestamp);
	const start = Number(input.nextToken ?? 0);
	const end = start + Math.min(input.limit ?? maximumEvents, maximumEvents);
	return {
		events: events
			.slice(start, end)
			.map((event, index) => ({ ...toEvent(event), logStreamName: event.name, eventId: String(start + index) })),
		...(end < events.length && { nextToken: String(end) }),
	};
}

function isWithin({ timestamp }: LogEvent, { startTime = -Infinity, endTime = Infinity }: LogsInput): boolean {
	return timestamp >= startTime && timestamp < endTime;
}

function toEvent({ timestamp, message }: LogEvent) {
	return { timestamp, message, ingestionTime: timestamp };
}
