import { CommandFailed, Refusal, type AwsCli } from './awsCli.ts';
import { describeFailure, latestEvent } from './describeFailure.ts';

/** @throws Refusal with what failed in it, and why */
export function deployStack(
	name: string,
	templateFile: string,
	parameters: Readonly<Record<string, string>>,
	aws: AwsCli,
): void {
	const overrides = Object.entries(parameters).map(([key, value]) => `${key}=${value}`);
	const before = latestEvent(name, aws);
	try {
		aws.show(
			...['cloudformation', 'deploy', '--template-file', templateFile, '--stack-name', name],
			...['--capabilities', 'CAPABILITY_IAM', '--no-fail-on-empty-changeset', '--parameter-overrides', ...overrides],
		);
	} catch (error) {
		const failure = error instanceof CommandFailed ? describeFailure(name, before, aws) : '';
		throw failure === '' ? error : new Refusal(failure);
	}
}
