import type { Problem } from '../../core/problem.ts';
import { toAction } from '../actions.ts';
import type { Locale } from '../locale.ts';
import type { Action } from '../view.ts';
import { answerMessages } from './answerMessages.ts';
import { awsMessages } from './awsMessages.ts';
import { datasetMessages } from './datasetMessages.ts';
import { endpointMessages } from './endpointMessages.ts';
import { httpMessages } from './httpMessages.ts';
import { imageMessages } from './imageMessages.ts';
import { jobMessages } from './jobMessages.ts';
import type { Message, Messages } from './message.ts';
import { networkMessages } from './networkMessages.ts';

const messages: Messages<Problem> = {
	...imageMessages,
	...answerMessages,
	...awsMessages,
	...networkMessages,
	...httpMessages,
	...endpointMessages,
	...datasetMessages,
	...jobMessages,
};

export interface ProblemDescription {
	readonly message: string;
	readonly detail?: string;
	readonly actions: readonly Action[];
}

/** The one place where a problem is put into words. */
export function describeProblem(problem: Problem, locale: Locale): ProblemDescription {
	// The mapped type above holds that the message fits the problem; TypeScript cannot follow it through the index.
	const toMessage = messages[problem.code] as (problem: Problem, locale: Locale) => Message;
	const { message, detail, actions = [] } = toMessage(problem, locale);
	return {
		message,
		...(detail !== undefined && detail !== '' && { detail }),
		actions: actions.map((action) => toAction(action, locale)),
	};
}
