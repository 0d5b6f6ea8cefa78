import { l10n, ProcessExecution, Task, TaskRevealKind, tasks, TaskScope } from 'vscode';

/**
 * Runs the AWS CLI's sign-in in a terminal; resolves, when it has ended, to whether it went well. A task and not
 * text typed into a shell: the profile's name is an argument, whatever characters it has.
 */
export async function signIn(command: readonly string[], profile: string | undefined): Promise<boolean> {
	const args = [...command, ...(profile === undefined || profile === '' ? [] : ['--profile', profile])];
	const task = new Task(
		{ type: 'process' },
		TaskScope.Global,
		['aws', ...args].join(' '),
		l10n.t('Digit Classifier'),
		new ProcessExecution('aws', args),
	);
	task.presentationOptions = { reveal: TaskRevealKind.Always, focus: true };
	const execution = await tasks.executeTask(task);
	return new Promise((resolve) => {
		const process = tasks.onDidEndTaskProcess((event) => {
			if (event.execution === execution) {
				end(event.exitCode === 0);
			}
		});
		// Comes without the above where the process could not be started.
		const whole = tasks.onDidEndTask((event) => {
			if (event.execution === execution) {
				end(false);
			}
		});
		function end(wentWell: boolean): void {
			process.dispose();
			whole.dispose();
			resolve(wentWell);
		}
	});
}
