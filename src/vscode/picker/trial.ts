import { l10n } from 'vscode';
import type { Classified, Failed } from '../../app/outcome.ts';
import { escapeIcons } from '../../presentation/escapeIcons.ts';
import { toTrialRows, type TrialChoice, type TrialTitles } from '../../presentation/trial.ts';
import { isPanelAction, type PerformAction } from '../panel/actions.ts';
import { userLocale } from '../userLocale.ts';
import { pick, type Answer, type Choice, type Place } from './steps.ts';

/** A trial of an endpoint: what is asked, and what can be done about the answer. */
export interface Trial {
	readonly titles: TrialTitles;
	/** A choice while the answer is waited for, such as _Save without waiting_. */
	readonly acceptEarly?: string;
	/** What came back, and what a user should know besides. */
	readonly test: (signal: AbortSignal) => Promise<readonly [Classified | Failed, string | undefined]>;
	readonly performAction: PerformAction;
	/** Asks for a key in the place of the one that was refused; default: the action's own way. */
	readonly askApiKey?: ((place: Place) => Promise<Answer<unknown>>) | undefined;
}

/** Tries an endpoint, shows what came back and does what is chosen, until it is accepted or left. */
export async function askTrial(place: Place, trial: Trial): Promise<Answer<'accept' | 'inSettings'> | 'startOver'> {
	for (;;) {
		let outcome: Classified | Failed | undefined;
		const answer = await pick<TrialChoice>(place, {
			placeholder: l10n.t('Asking the endpoint for a known digit…'),
			loadedPlaceholder: l10n.t('What came back from the endpoint'),
			choices: trial.acceptEarly === undefined ? [] : [{ label: trial.acceptEarly, value: 'accept' }],
			load: async (show, signal) => {
				const [came, caution] = await trial.test(signal);
				outcome = came;
				show(toTrialRows(came, caution, trial.titles, userLocale).map(toItem));
			},
		});
		if (typeof answer !== 'object') {
			return answer;
		}
		const { value } = answer;
		if (value === 'accept' || value === 'inSettings') {
			return { value };
		}
		if (value === 'startOver') {
			return value;
		}
		const { id } = value;
		if (id === 'enterApiKey' && trial.askApiKey) {
			await trial.askApiKey({ ...place, hasBack: true });
		} else if (!isPanelAction(id)) {
			const picture = outcome && !outcome.ok ? ({ state: 'failed', outcome } as const) : undefined;
			await trial.performAction({ ...value, id }, picture);
		}
	}
}

function toItem({ icon, label, description, detail, choice }: ReturnType<typeof toTrialRows>[number]) {
	const item = {
		label: `$(${icon}) ${escapeIcons(label)}`,
		...(description !== undefined && { description: escapeIcons(description) }),
		...(detail !== undefined && { detail: escapeIcons(detail) }),
		alwaysShow: true,
	};
	return choice === undefined ? item : ({ ...item, value: choice } satisfies Choice<TrialChoice>);
}
