import type { Problem } from '../../core/problem.ts';
import type { Translate } from '../../core/translate.ts';
import type { Locale } from '../locale.ts';
import type { WantedAction } from '../actions.ts';

/** What happened and what to do next, in words. */
export interface Message {
	readonly message: string;
	/** A library's or a server's own words. */
	readonly detail?: string | undefined;
	/** The buttons that help, the best one first. */
	readonly actions?: readonly WantedAction[];
}

/** A message for each code of a group of problems: a missing one does not compile. */
export type Messages<Group extends Problem> = {
	readonly [Code in Group['code']]: (problem: Extract<Group, { readonly code: Code }>, locale: Locale) => Message;
};

/** A detail, with what the service's support or log finds the request by. */
export function withRequestId(detail: string | undefined, requestId: string | undefined, t: Translate): string {
	const id = requestId === undefined ? undefined : t('Request ID: {0}', requestId);
	return [detail, id].filter((line) => line !== undefined && line !== '').join('\n');
}
