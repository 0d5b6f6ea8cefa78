import { describe, expect, it } from 'vitest';
import { createAwsCli, Refusal } from '../../../scripts/stack/awsCli.ts';
import { deployStack } from '../../../scripts/stack/deployStack.ts';
import { createShell, noStack } from './shell.ts';

const stackId = 'arn:aws:cloudformation:eu-west-1:111122223333:stack/digits/5f1c';

/** As `describe-stack-events` has them: the newest first. */
function eventsOf(...events: readonly (readonly [id: string, type: string, status: string, reason?: string])[]) {
	const StackEvents = events.map(([LogicalResourceId, ResourceType, ResourceStatus, ResourceStatusReason], index) => ({
		EventId: String(events.length - index),
		StackId: stackId,
		LogicalResourceId,
		PhysicalResourceId: ResourceType === 'AWS::CloudFormation::Stack' ? stackId : `${LogicalResourceId}-1`,
		ResourceType,
		ResourceStatus,
		...(ResourceStatusReason !== undefined && { ResourceStatusReason }),
	}));
	return { StackEvents };
}

const quota =
	"Resource handler returned message: \"The account-level service limit 'ml.m5.large for endpoint usage' is 0 Instances," +
	' with current utilization of 0 Instances and a request delta of 1 Instances. (Service: SageMaker, Status Code: 400)"' +
	' (HandlerErrorCode: ServiceLimitExceeded)';

/** @param before how the events began before the deployment */
function failureOf(status: string | undefined, events: unknown, before: unknown = eventsOf()): unknown {
	let isOver = false;
	const { run } = createShell({
		'aws cloudformation deploy': () => {
			isOver = true;
			return new Error('Failed to create/update the stack.');
		},
		'aws cloudformation describe-stacks': status ? { Stacks: [{ StackStatus: status }] } : noStack,
		'aws cloudformation describe-stack-events': () => (isOver ? events : before),
	});
	try {
		deployStack('digits', 'infra/template.yaml', {}, createAwsCli({ region: 'eu-west-1' }, run, {}));
		return undefined;
	} catch (error) {
		return error;
	}
}

describe('deployStack, of what fails', () => {
	const stack = ['digits', 'AWS::CloudFormation::Stack'] as const;
	const endpoint = ['Endpoint', 'AWS::SageMaker::Endpoint'] as const;

	it('says which resource, why, what helps against it, and what to do about the rest', () => {
		const error = failureOf(
			'ROLLBACK_COMPLETE',
			eventsOf(
				[...stack, 'ROLLBACK_COMPLETE'],
				[...endpoint, 'DELETE_COMPLETE'],
				[...stack, 'ROLLBACK_IN_PROGRESS', 'The following resource(s) failed to create: [Endpoint, Api].'],
				['Api', 'AWS::ApiGateway::RestApi', 'CREATE_FAILED', 'Resource creation cancelled'],
				[...endpoint, 'CREATE_FAILED', quota],
				[...endpoint, 'CREATE_IN_PROGRESS'],
				[...stack, 'CREATE_IN_PROGRESS', 'User Initiated'],
			),
		);
		expect(error).toBeInstanceOf(Refusal);
		const [first, advice] = (error as Refusal).message.split('\n\n');
		expect(first).toContain(`Endpoint (AWS::SageMaker::Endpoint): ${quota}`);
		expect(first).toContain('https://eu-west-1.console.aws.amazon.com/servicequotas/home/services/sagemaker/quotas');
		expect(first).not.toContain('Api');
		expect(advice).toContain('aws cloudformation delete-stack --stack-name digits --region eu-west-1');
	});

	it('says nothing of an earlier attempt, and asks for no deletion where the stack came back', () => {
		const error = failureOf(
			'UPDATE_ROLLBACK_COMPLETE',
			eventsOf(
				[...stack, 'UPDATE_ROLLBACK_COMPLETE'],
				[...endpoint, 'UPDATE_FAILED', 'The container did not pass the ping health check.'],
				[...stack, 'UPDATE_IN_PROGRESS', 'User Initiated'],
				['Classify', 'AWS::Lambda::Function', 'UPDATE_FAILED', 'long ago'],
				[...stack, 'UPDATE_IN_PROGRESS', 'User Initiated'],
			),
		);
		expect((error as Error).message.split('\n')).toEqual([
			'Endpoint (AWS::SageMaker::Endpoint): The container did not pass the ping health check.',
			'  The container did not start: aws logs tail /aws/sagemaker/Endpoints/digits --region eu-west-1',
		]);
	});

	it('leaves what the CLI said where CloudFormation had not begun', () => {
		expect((failureOf(undefined, undefined) as Error).message).toBe('Failed to create/update the stack.');
		const unseen = new Error('(AccessDenied) … not authorized to perform: cloudformation:DescribeStackEvents');
		expect((failureOf('CREATE_COMPLETE', unseen, unseen) as Error).message).toBe('Failed to create/update the stack.');
		const earlier = eventsOf(
			[...stack, 'UPDATE_ROLLBACK_COMPLETE'],
			[...endpoint, 'UPDATE_FAILED', 'long ago'],
			[...stack, 'UPDATE_IN_PROGRESS', 'User Initiated'],
		);
		const error = failureOf('UPDATE_ROLLBACK_COMPLETE', earlier, earlier);
		expect((error as Error).message).toBe('Failed to create/update the stack.');
	});
});
