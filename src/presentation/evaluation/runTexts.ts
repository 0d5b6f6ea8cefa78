import type { Progress, RunEstimate } from '../../app/evaluation.ts';
import type { Locale } from '../locale.ts';

/** `1,200 of 60,000 · 410 a second · 2 min left`, as far as it is known. */
export function progressText({ done, total, failed, perSecond, secondsLeft }: Progress, { t, format }: Locale): string {
	return [
		t('{0} of {1}', format.number(done), format.number(total)),
		...(failed > 0 ? [t('{0} failed', format.number(failed))] : []),
		...(perSecond > 0 ? [t('{0} a second', format.number(perSecond < 10 ? perSecond : Math.round(perSecond)))] : []),
		...(secondsLeft === undefined || secondsLeft === 0 ? [] : [timeLeft(secondsLeft, t, format)]),
	].join(' · ');
}

function timeLeft(seconds: number, t: Locale['t'], format: Locale['format']): string {
	return seconds < 90
		? t('{0} s left', format.number(Math.ceil(seconds)))
		: seconds < 5400
			? t('{0} min left', format.number(Math.round(seconds / 60)))
			: t('{0} h left', format.number(seconds / 3600));
}

/** What is asked before much is sent. */
export function confirmationText(
	{ rows, requests, bytes }: RunEstimate,
	endpoint: string,
	{ t, format }: Locale,
): { readonly message: string; readonly detail: string } {
	return {
		message: t('Send {0} digits to {1}?', format.number(rows), endpoint),
		detail: t(
			'{0} rows in about {1} requests, {2} in all.',
			format.number(rows),
			format.number(requests),
			format.bytes(bytes),
		),
	};
}
