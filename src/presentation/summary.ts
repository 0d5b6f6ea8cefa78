import { announcementOf } from './announcement.ts';
import { classifyAllAgain, classifyWith, toActions, type WantedAction } from './actions.ts';
import type { EndpointRef } from '../core/ports.ts';
import type { Locale } from './locale.ts';
import type { PictureState, ShownPicture } from './pictureState.ts';
import type { Captions, Order, Summary } from './view.ts';

export interface Run {
	readonly running: boolean;
	/** The pictures that were last asked for, by their index. */
	readonly asked: readonly number[];
	/** The name of the endpoint that is chosen now. */
	readonly chosen: string;
}

/** What there is to say and to do about all pictures together. */
export function toSummary(pictures: readonly ShownPicture[], { running, asked, chosen }: Run, locale: Locale): Summary {
	const states = pictures.map(({ state }) => state);
	const count = states.length;
	const alone = count === 1;
	const done = states.filter(isDone).length;
	const progress = count <= 1 ? '' : progressOf(states, done, locale);
	const offered = running ? [] : forChosen(states, chosen);
	const [only, ...others] = asked.flatMap((index) => pictures[index] ?? []);
	const several = running
		? locale.t('Classifying {0} pictures', asked.length)
		: locale.t('Classified: {0} of {1} pictures', classifiedOf(states), count);
	return {
		running,
		progress,
		done,
		count,
		announcement: only && others.length === 0 ? announcementOf(only, alone, locale) : count === 0 ? '' : several,
		actions: toActions(
			[...(running ? (['cancel'] as const) : []), ...(alone ? offered : forSeveral(states, running, offered))],
			locale,
		),
	};
}

function isDone({ state }: PictureState): boolean {
	return state !== 'waiting' && state !== 'cancelled';
}

function classifiedOf(states: readonly PictureState[]): number {
	return states.filter(({ state }) => state === 'classified').length;
}

function forSeveral(
	states: readonly PictureState[],
	running: boolean,
	offered: readonly WantedAction[],
): WantedAction[] {
	const classified = classifiedOf(states);
	const remaining: readonly WantedAction[] = classified < states.length ? ['retryRemaining'] : [];
	const usual: readonly WantedAction[] = states.some(isDone) ? [classifyAllAgain] : [];
	const again = offered.length > 0 ? offered : usual;
	return [
		...(running ? [] : [...remaining, ...again]),
		...(states.some(isDone) ? (['copyCsv', 'saveCsv'] as const) : []),
		...(running ? [] : (['selectEndpoint', 'showLog'] as const)),
	];
}

/** Where another endpoint is chosen than the one that was asked: to ask that one for what is shown. */
function forChosen(states: readonly PictureState[], chosen: string): WantedAction[] {
	const isOther = states.some((state) => {
		const endpoint = endpointOf(state);
		return endpoint !== undefined && endpoint.name !== chosen;
	});
	return isOther ? [classifyWith(chosen)] : [];
}

function endpointOf(state: PictureState): EndpointRef | undefined {
	switch (state.state) {
		case 'waiting':
		case 'cancelled':
			return undefined;
		case 'remembered':
			return state.endpoint;
		case 'classified':
		case 'failed':
			return state.outcome.endpoint;
	}
}

function progressOf(states: readonly PictureState[], done: number, { t }: Locale): string {
	const count = states.length;
	const classified = classifiedOf(states);
	if (states.some(({ state }) => state === 'waiting')) {
		return t('{0} of {1} pictures', done, count);
	}
	return classified === count
		? t('{0} pictures classified', count)
		: t('{0} of {1} pictures classified', classified, count);
}

const orders: Readonly<Record<Order, (t: Locale['t']) => string>> = {
	selection: (t) => t('Selection'),
	name: (t) => t('Name'),
	label: (t) => t('Label'),
	doubt: (t) => t('Doubt'),
};

/** All there are. */
export const orderNames = Object.keys(orders) as readonly Order[];

export function toCaptions({ t }: Locale): Captions {
	return {
		original: t('Picture'),
		details: t('Details'),
		digits: t('Digits'),
		noPreview: t('No preview'),
		gone: t('No longer there'),
		progress: t('Pictures classified'),
		probabilities: t('Probabilities'),
		sortBy: t('Sort by'),
		orders: orderNames.map((order) => ({ order, title: orders[order](t) })),
	};
}
