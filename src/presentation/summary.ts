import { toAction, type WantedAction } from './actions.ts';
import type { Locale } from './locale.ts';
import type { PictureState } from './pictureState.ts';
import type { Captions, Summary } from './view.ts';

/** What there is to say and to do about all pictures together. */
export function toSummary(states: readonly PictureState[], running: boolean, locale: Locale): Summary {
	const several = states.length > 1;
	const wanted: readonly WantedAction[] = running ? ['cancel'] : several ? ['retry', 'selectEndpoint', 'showLog'] : [];
	return {
		running,
		progress: several ? progressOf(states, locale) : '',
		actions: wanted.map((action) => toAction(action, locale)),
	};
}

function progressOf(states: readonly PictureState[], { t }: Locale): string {
	const count = states.length;
	const waiting = states.filter(({ state }) => state === 'waiting').length;
	const classified = states.filter(({ state }) => state === 'classified').length;
	if (waiting > 0) {
		return t('{0} of {1} pictures', count - waiting, count);
	}
	return classified === count
		? t('{0} pictures classified', count)
		: t('{0} of {1} pictures classified', classified, count);
}

export function toCaptions({ t }: Locale): Captions {
	return { original: t('Picture'), details: t('Details'), noPreview: t('No preview') };
}
