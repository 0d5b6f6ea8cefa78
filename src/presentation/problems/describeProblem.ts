import type { Problem } from '../../core/problem.ts';
import type { Action } from '../../webview/classify/protocol.ts';
import { answerMessages } from './answerMessages.ts';
import { awsMessages } from './awsMessages.ts';
import { endpointMessages } from './endpointMessages.ts';
import { httpMessages } from './httpMessages.ts';
import { imageMessages } from './imageMessages.ts';
import { toAction, type Message, type Messages } from './message.ts';

const messages: Messages<Problem> = {
	...imageMessages,
	...answerMessages,
	...awsMessages,
	...httpMessages,
	...endpointMessages,
};

export interface ProblemDescription {
	readonly message: string;
	readonly detail?: string;
	readonly actions: readonly Action[];
}

/** The one place where a problem is put into words. */
export function describeProblem(problem: Problem): ProblemDescription {
	// The mapped type above holds that the message fits the problem; TypeScript cannot follow it through the index.
	const toMessage = messages[problem.code] as (problem: Problem) => Message;
	const { message, detail, actions = [] } = toMessage(problem);
	return {
		message,
		...(detail !== undefined && detail !== '' && { detail }),
		actions: actions.map((action) => (typeof action === 'string' ? toAction(action) : action)),
	};
}
