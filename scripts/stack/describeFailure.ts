import { CommandFailed, type AwsCli } from './awsCli.ts';
import { adviseOn, readStack } from './checkStack.ts';

interface StackEvent {
	readonly EventId: string;
	readonly StackId: string;
	readonly PhysicalResourceId?: string;
	readonly LogicalResourceId: string;
	readonly ResourceType: string;
	readonly ResourceStatus: string;
	readonly ResourceStatusReason?: string;
}

/** The latest thing that happened to a stack, by its id; undefined where there is none. */
export function latestEvent(name: string, aws: AwsCli): string | undefined {
	return readStack(name, aws) && readEvents(name, aws, '--max-items', '1')[0]?.EventId;
}

/**
 * What failed in a stack, why, and what helps; empty where CloudFormation had not begun.
 * @param before the latest event of what came earlier
 */
export function describeFailure(name: string, before: string | undefined, aws: AwsCli): string {
	const stack = readStack(name, aws);
	const events = stack ? readEvents(name, aws) : [];
	if (!stack || events[0]?.EventId === before) {
		return '';
	}
	const failures = lastAttempt(events).filter(isCause);
	const lines = failures.map(({ LogicalResourceId, ResourceType, ResourceStatusReason = '' }) =>
		[
			`${LogicalResourceId} (${ResourceType}): ${ResourceStatusReason}`,
			...hintsOn(ResourceStatusReason, name, aws),
		].join('\n  '),
	);
	const advice = failures.length > 0 ? adviseOn(stack.StackStatus, name, aws) : undefined;
	return [...lines, ...(advice === undefined ? [] : [advice])].join('\n\n');
}

/** None where they cannot be read: it is the deployment that is to be told of. */
function readEvents(name: string, aws: AwsCli, ...options: readonly string[]): readonly StackEvent[] {
	try {
		const answer = aws.read('cloudformation', 'describe-stack-events', '--stack-name', name, ...options);
		return (answer as { readonly StackEvents: readonly StackEvent[] }).StackEvents;
	} catch (error) {
		if (error instanceof CommandFailed) {
			return [];
		}
		throw error;
	}
}

/** Events come with the newest first; an attempt starts with one of the stack itself. */
function lastAttempt(events: readonly StackEvent[]): readonly StackEvent[] {
	const start = events.findIndex(
		({ StackId, PhysicalResourceId, ResourceStatus }) =>
			PhysicalResourceId === StackId && /^(CREATE|UPDATE)_IN_PROGRESS$/.test(ResourceStatus),
	);
	return events.slice(0, start === -1 ? events.length : start).reverse();
}

/** Not the stack as a whole, and not what was stopped because something else had failed. */
function isCause({ StackId, PhysicalResourceId, ResourceStatus, ResourceStatusReason = '' }: StackEvent): boolean {
	return (
		ResourceStatus.endsWith('_FAILED') &&
		PhysicalResourceId !== StackId &&
		!/^Resource (creation|update) cancelled/i.test(ResourceStatusReason)
	);
}

/** By what the services say. */
function hintsOn(reason: string, name: string, { region, options }: AwsCli): readonly string[] {
	const hints: readonly (readonly [RegExp, string])[] = [
		[
			/ResourceLimitExceeded|service limit|quota/i,
			'The account may have no more of it: new accounts have none of many machine types, and 10 concurrent requests of ' +
				'all serverless endpoints together, of which this takes 5. Ask for more, or delete an endpoint: ' +
				`https://${region}.console.aws.amazon.com/servicequotas/home/services/sagemaker/quotas`,
		],
		[
			/not authorized to perform|AccessDenied/i,
			'An administrator has to allow it to the profile that deploys, or to deploy in its place.',
		],
		[/ping health check/i, `The container did not start: aws logs tail /aws/sagemaker/Endpoints/${name} ${options}`],
		[/already exists/i, 'Delete the one that is there, or choose another name: --stack NAME'],
		[/assume (the )?role/i, 'A new role takes a minute until it is known everywhere: deploy again.'],
		[
			/not (available|supported) in|unsupported.*region|insufficient.*capacity/i,
			'Another --instance-type, none (serverless), or another --region may have it.',
		],
	];
	return hints.filter(([pattern]) => pattern.test(reason)).map(([, hint]) => hint);
}
