import { CommandFailed, Refusal, type AwsCli } from './awsCli.ts';

interface Stack {
	readonly StackStatus: string;
	readonly Parameters?: readonly { readonly ParameterKey: string; readonly ParameterValue?: string }[];
	readonly Outputs?: readonly { readonly OutputKey: string; readonly OutputValue: string }[];
}

/** Undefined where there is none of the name. */
export function readStack(name: string, aws: AwsCli): Stack | undefined {
	try {
		const { Stacks } = aws.read('cloudformation', 'describe-stacks', '--stack-name', name) as { Stacks: Stack[] };
		return Stacks[0];
	} catch (error) {
		if (error instanceof CommandFailed && error.message.includes('does not exist')) {
			return undefined;
		}
		throw error;
	}
}

/**
 * What CloudFormation could not do, or only after minutes of trying.
 * @throws Refusal
 */
export function checkStack(name: string, instanceType: string, aws: AwsCli): void {
	// It is the endpoint's name, too.
	if (name.length > 63 || !/^[a-zA-Z]-*[a-zA-Z0-9](-*[a-zA-Z0-9])*$/.test(name)) {
		throw new Refusal(`A stack's name has at most 63 letters, digits and hyphens, a letter first: ${name}`);
	}
	const stack = readStack(name, aws);
	checkState(stack, name, aws);
	// In review nothing of it is there yet, not even its parameters.
	if (!stack || stack.StackStatus === 'REVIEW_IN_PROGRESS') {
		return;
	}
	if (!stack.Parameters?.some(({ ParameterKey }) => ParameterKey === 'ModelDataUrl')) {
		throw new Refusal(
			`The stack ${name} was made by something else, and would lose what it holds. Choose another name: --stack ${name}-digits`,
		);
	}
	const before = stack.Parameters?.find(({ ParameterKey }) => ParameterKey === 'InstanceType')?.ParameterValue ?? '';
	if ((before === '') !== (instanceType === '')) {
		const [is, wanted] = before === '' ? ['serverless', `on ${instanceType}`] : [`on ${before}`, 'serverless'];
		throw new Refusal(
			`The endpoint of the stack ${name} is ${is}, and AWS cannot make it one that is ${wanted}.\n` +
				`Either put a second one beside it: --stack ${name}-2\n` +
				`or remove this one first: ${deleteCommand(name, aws)}`,
		);
	}
}

/** @throws Refusal of a stack that cannot be updated */
export function checkState(stack: Stack | undefined, name: string, aws: AwsCli): void {
	const advice = stack && adviseOn(stack.StackStatus, name, aws);
	if (advice !== undefined) {
		throw new Refusal(advice);
	}
}

/** What is to be done about a stack in this state before anything else; undefined where it can be updated. */
export function adviseOn(status: string, name: string, aws: AwsCli): string | undefined {
	switch (status) {
		case 'ROLLBACK_COMPLETE':
		case 'ROLLBACK_FAILED':
		case 'CREATE_FAILED':
		case 'DELETE_FAILED':
			return (
				`The stack ${name} is left over from an attempt that failed (${status}), and can only be deleted. ` +
				`Then deploy again:\n${deleteCommand(name, aws)}`
			);
		case 'UPDATE_ROLLBACK_FAILED':
			return (
				`The stack ${name} could not be brought back to where it was (${status}). Try that again, then deploy:\n` +
				`aws cloudformation continue-update-rollback --stack-name ${name} ${aws.options}`
			);
		case 'REVIEW_IN_PROGRESS':
			return undefined;
		default:
			return status.endsWith('_IN_PROGRESS')
				? `The stack ${name} is being changed right now (${status}). Wait until that is done, then deploy again.`
				: undefined;
	}
}

function deleteCommand(name: string, { options }: AwsCli): string {
	return (
		`aws cloudformation delete-stack --stack-name ${name} ${options}` +
		` && aws cloudformation wait stack-delete-complete --stack-name ${name} ${options}`
	);
}
