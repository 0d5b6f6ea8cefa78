import { AwsError, type Answer } from '../http.ts';
import { toXml, type XmlFields } from '../xml.ts';

/** What a stack is to become. */
export interface Change {
	readonly name: string;
	readonly region: string;
	readonly template: string;
	readonly parameters: Readonly<Record<string, string>>;
}

/** A resource that could not be made, in CloudFormation's words. */
export interface FailedResource {
	readonly logicalId: string;
	readonly type: string;
	readonly reason: string;
}

/** What became of it. */
export type Applied =
	{ readonly outputs: Readonly<Record<string, string>> } | { readonly failed: readonly FailedResource[] };

/** What stands behind the stacks. */
export interface StackResources {
	readonly apply: (change: Change) => Promise<Applied>;
	readonly remove: (change: Change) => void;
}

interface Stack {
	readonly arn: string;
	status: string;
	/** As they were last asked for with success. */
	change?: Change;
	outputs: Readonly<Record<string, string>>;
	/** The oldest first. */
	readonly events: XmlFields[];
	/** By their ARN; without a change where there is nothing to do. */
	readonly changeSets: Map<string, Change | undefined>;
}

const unchanged =
	"The submitted information didn't contain changes. Submit different information to create a change set.";

/**
 * CloudFormation as `aws cloudformation deploy` meets it: change sets that are executed at once, the states that
 * follow, their events, and `DeleteStack`. What stands behind them is handed in.
 */
export class CloudFormation {
	readonly #stacks = new Map<string, Stack>();
	readonly #resources: StackResources;
	readonly #now: () => Date;

	constructor(resources: StackResources, now: () => Date) {
		this.#resources = resources;
		this.#now = now;
	}

	/** Of the form of a signed request. Rejects with an `AwsError`. */
	async answer(form: URLSearchParams, region: string): Promise<Answer> {
		const action = form.get('Action') ?? '';
		const name = form.get('StackName') ?? '';
		switch (action) {
			case 'DescribeStacks':
				return queryAnswer(action, { Stacks: { member: describe(name, this.#find(name)) } });
			case 'DescribeStackEvents':
				return queryAnswer(action, { StackEvents: { member: this.#find(name).events.toReversed() } });
			// Asked for what is to stay as it was: nothing, where all parameters are given.
			case 'GetTemplateSummary':
				return queryAnswer(action, { Parameters: {} });
			case 'CreateChangeSet':
				return queryAnswer(action, this.#createChangeSet(form, region));
			case 'DescribeChangeSet':
				return queryAnswer(action, this.#describeChangeSet(name, form.get('ChangeSetName') ?? ''));
			case 'ExecuteChangeSet':
				await this.#execute(name, form.get('ChangeSetName') ?? '');
				return queryAnswer(action, {});
			case 'DeleteStack':
				this.#delete(name);
				return queryAnswer(action, {});
			default:
				throw new AwsError('InvalidAction', 400, `Could not find operation ${action} for version 2010-05-15`);
		}
	}

	#find(name: string): Stack {
		const stack = this.#stacks.get(name);
		if (!stack) {
			throw validationError(`Stack with id ${name} does not exist`);
		}
		return stack;
	}

	#createChangeSet(form: URLSearchParams, region: string): XmlFields {
		const name = form.get('StackName') ?? '';
		const prefix = `arn:aws:cloudformation:${region}:123456789012`;
		const stack: Stack = this.#stacks.get(name) ?? {
			arn: `${prefix}:stack/${name}/1`,
			status: 'REVIEW_IN_PROGRESS',
			outputs: {},
			events: [],
			changeSets: new Map(),
		};
		if (!/^(REVIEW_IN_PROGRESS|.*(CREATE|UPDATE|UPDATE_ROLLBACK)_COMPLETE)$/.test(stack.status)) {
			throw validationError(`Stack:${stack.arn} is in ${stack.status} state and can not be updated.`);
		}
		const change = {
			name,
			region,
			template: form.get('TemplateBody') ?? form.get('TemplateURL') ?? '',
			parameters: readParameters(form),
		};
		const isSame = JSON.stringify(change) === JSON.stringify(stack.change);
		const id = `${prefix}:changeSet/${form.get('ChangeSetName')}/1`;
		stack.changeSets.set(id, isSame ? undefined : change);
		this.#stacks.set(name, stack);
		return { Id: id, StackId: stack.arn };
	}

	#describeChangeSet(name: string, id: string): XmlFields {
		const stack = this.#find(name);
		const state = stack.changeSets.get(id)
			? { Status: 'CREATE_COMPLETE' }
			: { Status: 'FAILED', StatusReason: unchanged };
		return { ChangeSetId: id, StackName: name, StackId: stack.arn, ...state };
	}

	#delete(name: string): void {
		const change = this.#stacks.get(name)?.change;
		if (change) {
			this.#resources.remove(change);
		}
		this.#stacks.delete(name);
	}

	async #execute(name: string, id: string): Promise<void> {
		const stack = this.#find(name);
		const change = stack.changeSets.get(id);
		if (!change) {
			throw new AwsError('ChangeSetNotFound', 404, `ChangeSet [${id}] does not exist`);
		}
		const verb = stack.change ? 'UPDATE' : 'CREATE';
		this.#log(stack, name, 'AWS::CloudFormation::Stack', `${verb}_IN_PROGRESS`, 'User Initiated');
		const applied = await this.#resources.apply(change);
		if ('outputs' in applied) {
			Object.assign(stack, { change, outputs: applied.outputs, status: `${verb}_COMPLETE` });
		} else {
			for (const { logicalId, type, reason } of applied.failed) {
				this.#log(stack, logicalId, type, `${verb}_FAILED`, reason);
			}
			stack.status = verb === 'CREATE' ? 'ROLLBACK_COMPLETE' : 'UPDATE_ROLLBACK_COMPLETE';
		}
		this.#log(stack, name, 'AWS::CloudFormation::Stack', stack.status);
	}

	#log(stack: Stack, id: string, type: string, status: string, reason?: string): void {
		stack.events.push({
			EventId: `${stack.events.length + 1}`,
			StackId: stack.arn,
			StackName: stack.arn.split('/')[1],
			LogicalResourceId: id,
			PhysicalResourceId: type === 'AWS::CloudFormation::Stack' ? stack.arn : `${id}-1`,
			ResourceType: type,
			Timestamp: this.#now().toISOString(),
			ResourceStatus: status,
			ResourceStatusReason: reason,
		});
	}
}

function queryAnswer(action: string, result: XmlFields): Answer {
	const content = toXml({ [`${action}Result`]: result });
	return {
		status: 200,
		headers: { 'content-type': 'text/xml' },
		body: `<${action}Response xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/">${content}</${action}Response>`,
	};
}

function describe(name: string, { arn, status, change, outputs }: Stack): XmlFields {
	const pairs = (entries: Readonly<Record<string, string>>, kind: 'Parameter' | 'Output') =>
		Object.entries(entries).map(([key, value]) => ({ [`${kind}Key`]: key, [`${kind}Value`]: value }));
	return {
		StackId: arn,
		StackName: name,
		StackStatus: status,
		CreationTime: '2026-11-29T00:00:00.000Z',
		Parameters: { member: pairs(change?.parameters ?? {}, 'Parameter') },
		Outputs: { member: pairs(outputs, 'Output') },
	};
}

/** `Parameters.member.1.ParameterKey` and so on. */
function readParameters(form: URLSearchParams): Readonly<Record<string, string>> {
	return Object.fromEntries(
		Array.from(form)
			.filter(([key]) => key.startsWith('Parameters.member.') && key.endsWith('.ParameterKey'))
			.map(([key, name]) => [name, form.get(key.replace(/Key$/, 'Value')) ?? '']),
	);
}

function validationError(message: string): AwsError {
	return new AwsError('ValidationError', 400, message);
}
