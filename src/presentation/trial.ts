import type { Classified, Failed } from '../app/outcome.ts';
import { toAction } from './actions.ts';
import { nameOf } from './labels.ts';
import type { Locale } from './locale.ts';
import { describeProblem } from './problems/describeProblem.ts';
import type { Action, ActionId } from './view.ts';

/** The digit in the picture that an endpoint is tried with. */
const knownDigit = 7;

/** What a user can do about a trial: what the error offers, or one of these; `inSettings` accepts it, to be mended there. */
export type TrialChoice = Action | 'accept' | 'startOver' | 'inSettings';

/** A line of what came back; without a choice it is to be read. */
export interface TrialRow {
	/** A codicon's name. */
	readonly icon: string;
	readonly label: string;
	readonly description?: string;
	readonly detail?: string;
	readonly choice?: TrialChoice;
}

/** What the choices are called where the trial is made. */
export interface TrialTitles {
	/** For an endpoint that has answered, such as _Save and use_. */
	readonly accept: string;
	/** For one that has not; without it such a one is not accepted. */
	readonly acceptAnyway?: string;
	/** Such as _Choose another profile…_. */
	readonly startOver: string;
	/** Such as _Save and edit in settings.json_. */
	readonly inSettings: string;
}

/** What came back from an endpoint that was asked for {@link knownDigit}, and what to do next, the best first. */
export function toTrialRows(
	outcome: Classified | Failed,
	caution: string | undefined,
	titles: TrialTitles,
	locale: Locale,
): TrialRow[] {
	return outcome.ok ? answered(outcome, caution, titles, locale) : failed(outcome, caution, titles, locale);
}

function answered(
	{ predictions: [{ label, probabilities }], endpoint, times }: Classified,
	caution: string | undefined,
	{ accept, startOver, inSettings }: TrialTitles,
	{ t, format }: Locale,
): TrialRow[] {
	const isRight = label === knownDigit;
	const share = probabilities?.[label];
	const name = nameOf(label, endpoint);
	const answer = share === undefined ? name : `${name} (${format.share(share)})`;
	const doubt = t(
		'A model of digits should say {0}. If it is one, it may want other pixels: "pixelRange".',
		knownDigit,
	);
	const detail = [...(isRight ? [] : [doubt]), ...(caution === undefined ? [] : [caution])].join(' ');
	return [
		{
			icon: isRight ? 'check' : 'warning',
			label: accept,
			description: t(
				'answered {0} to a picture of a {1} in {2}',
				answer,
				knownDigit,
				format.milliseconds(times.classify),
			),
			...(detail !== '' && { detail }),
			choice: 'accept',
		},
		...(isRight
			? []
			: ([
					{ icon: icons.inSettings, label: inSettings, choice: 'inSettings' },
					{ icon: icons.startOver, label: startOver, choice: 'startOver' },
				] as const)),
	];
}

function failed(
	{ problem }: Failed,
	caution: string | undefined,
	{ acceptAnyway, ...titles }: TrialTitles,
	locale: Locale,
): TrialRow[] {
	const { message, detail = '', actions } = describeProblem(problem, locale);
	const [first = '', ...others] = [...wrap(message), ...wrap(detail), ...wrap(caution ?? '')];
	const choices = actions.map((action) => here[action.id] ?? action);
	const all = [...choices, toAction('retry', locale), 'startOver', toAction('showLog', locale)] as const;
	const offered = all.filter((choice, index) => all.findIndex((other) => idOf(other) === idOf(choice)) === index);
	return [
		{ icon: 'error', label: first },
		...others.map((label) => ({ icon: 'blank', label })),
		...offered.map((choice) => ({
			icon: icons[idOf(choice)] ?? 'arrow-right',
			label: typeof choice === 'string' ? titles[choice] : choice.title,
			choice,
		})),
		...(acceptAnyway === undefined ? [] : [{ icon: 'warning', label: acceptAnyway, choice: 'accept' } as const]),
	];
}

type OwnChoice = 'startOver' | 'inSettings';

function idOf(choice: Action | OwnChoice): ActionId | OwnChoice {
	return typeof choice === 'string' ? choice : choice.id;
}

/** What helps with an endpoint that is in the settings, and what does here. */
const here: Readonly<Partial<Record<ActionId, OwnChoice>>> = {
	selectEndpoint: 'startOver',
	openSettings: 'inSettings',
};

const icons: Readonly<Partial<Record<ActionId, string>> & Record<OwnChoice, string>> = {
	startOver: 'edit',
	inSettings: 'json',
	retry: 'refresh',
	signIn: 'sign-in',
	signInSso: 'sign-in',
	enterApiKey: 'key',
	openCloudWatch: 'link-external',
	showLog: 'output',
};

/** Lines that are not cut off where one is as wide as VS Code's list, but for words that are longer. */
function wrap(text: string): string[] {
	const width = 76;
	const lines: string[] = [];
	for (const paragraph of text.split(/\s*\n\s*/).filter(Boolean)) {
		let line = '';
		for (const word of paragraph.split(/\s+/)) {
			if (line !== '' && line.length + word.length >= width) {
				lines.push(line);
				line = word;
			} else {
				line = line === '' ? word : `${line} ${word}`;
			}
		}
		lines.push(line);
	}
	return lines.slice(0, 8);
}
