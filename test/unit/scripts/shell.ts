import { CommandFailed, type Run } from '../../../scripts/stack/awsCli.ts';

/** What a command answers, by how it starts; an error is one that fails with these words. */
export type Answers = Readonly<Record<string, unknown>>;

/** Stands for the shell and the account behind it: what was run, in order. */
export function createShell(answers: Answers) {
	const commands: string[] = [];
	const run: Run = (command, args, output) => {
		const line = [command === process.execPath ? 'node' : command, ...args].join(' ');
		commands.push(line);
		const [, answer] = Object.entries(answers).find(([start]) => line.startsWith(start)) ?? [];
		const value: unknown = typeof answer === 'function' ? (answer as (line: string) => unknown)(line) : answer;
		if (value instanceof Error) {
			throw new CommandFailed(value.message);
		}
		return output === 'show' ? '' : typeof value === 'string' ? value : JSON.stringify(value ?? null);
	};
	return { commands, run };
}

/** What the AWS CLI says of a stack that is not there. */
export const noStack = new Error(
	'An error occurred (ValidationError) when calling the DescribeStacks operation: Stack with id digits does not exist',
);
