import { window } from 'vscode';
import type { LoadAws } from '../../aws/index.ts';
import type { Job } from '../../core/job.ts';
import { startText } from '../../presentation/jobs/startText.ts';
import type { Log } from '../log.ts';
import type { NestedPrompts } from '../picker/nestedPrompts.ts';
import { userLocale } from '../userLocale.ts';

export interface StartDependencies {
	readonly aws: LoadAws;
	readonly nestedPrompts: NestedPrompts;
	readonly log: Log;
}

/** Says what a job will create and what it costs; resolves to whether it may. */
export async function confirmStart(job: Job, uploadBytes: number | undefined): Promise<boolean> {
	const { message, detail, accept } = startText(job, uploadBytes, userLocale);
	return (await window.showInformationMessage(message, { modal: true, detail }, accept)) === accept;
}
