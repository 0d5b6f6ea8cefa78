import type { Classified, Failed } from '../app/outcome.ts';
import { labelOf } from './labels.ts';
import type { Problem } from '../core/problem.ts';
import { withoutTokens } from '../core/withoutTokens.ts';
import type { Locale } from './locale.ts';
import { describeProblem } from './problems/describeProblem.ts';

export interface LogLine {
	readonly level: 'info' | 'error';
	/** As {@link toLogText} makes it. */
	readonly text: string;
}

/** What became of a picture, or of a trial of an endpoint, on one line. */
export function toLogLine(name: string, outcome: Classified | Failed, locale: Locale): LogLine {
	if (outcome.ok) {
		const { endpoint, sent } = outcome;
		const request = sent?.requestId === undefined ? '' : `, request ${sent.requestId}`;
		return { level: 'info', text: toLogText(`${name}: ${labelOf(outcome)} [endpoint ${endpoint.name}${request}]`) };
	}
	const { problem, endpoint } = outcome;
	return { level: 'error', text: toProblemText(problem, locale, { name, endpoint: endpoint?.name }) };
}

/** What went wrong, on one line: of the picture of this name, at this endpoint, where there are such. */
export function toProblemText(
	problem: Problem,
	locale: Locale,
	{ name, endpoint }: { readonly name?: string; readonly endpoint?: string | undefined } = {},
): string {
	const { message, detail = '' } = describeProblem(problem, locale);
	const facts = [
		problem.code,
		endpoint !== undefined && `endpoint ${endpoint}`,
		'requestId' in problem && problem.requestId !== undefined && `request ${problem.requestId}`,
	];
	const subject = name === undefined ? '' : `${name}: `;
	return toLogText(`${subject}${message} [${facts.filter(Boolean).join(', ')}] ${withoutTokens(detail)}`.trimEnd());
}

/**
 * One line that says what it says: whatever would break it, turn it round or not be seen is written as an escape,
 * so that no file's name and no answer can forge a line. Passwords and queries of addresses, and the values of
 * fields for keys, are left out.
 */
export function toLogText(text: string): string {
	return text
		.replace(/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/?#]*@/gi, '$1…@')
		.replace(/\b([a-z][a-z0-9+.-]*:\/\/[^\s?#"'<>]*)[?#][^\s"'<>]*/gi, '$1?…')
		.replace(keyFields, '$1$2…')
		.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, escapeCharacter);
}

const keyFields = /\b(x-api-key|authorization|x-amz-security-token|password|secret)(["']?\s*[:=]\s*)[^\r\n,;}]+/gi;

function escapeCharacter(character: string): string {
	const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
	return short[character] ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
