import { l10n, type Uri } from 'vscode';
import type { Classified, Failed, Outcome } from '../app/outcome.ts';
import { doubtOf, type Prediction } from '../core/prediction.ts';
import type { GrayImage } from '../core/image.ts';
import type { NormalizationStep } from '../core/normalization.ts';
import type { EndpointRef, Prepared, Sent } from '../core/ports.ts';
import type {
	Around,
	Bar,
	CaptionedPicture,
	Card,
	Fact,
	GrayPicture,
	PanelView,
} from '../webview/classify/protocol.ts';
import { describeProblem } from './problems/describeProblem.ts';
import { toAction } from './problems/message.ts';
import { formatBytes, formatMilliseconds, formatNumber, formatShare } from './format.ts';
import { fileName, placeOf } from '../vscode/picture.ts';

export function waitingCard(uri: Uri): Card {
	return { state: 'waiting', uri: uri.toString(), name: fileName(uri), place: placeOf(uri) };
}

/** What became of a picture, in words. */
export function finishedCard(waiting: Card, outcome: Outcome): Card {
	const { uri, name, place } = waiting;
	return { uri, name, place, ...(outcome.ok ? classified(name, outcome) : failed(outcome)) };
}

export function cancelledCard({ uri, name, place }: Card): Card {
	return {
		uri,
		name,
		place,
		state: 'failed',
		message: l10n.t('Cancelled.'),
		actions: [toAction('retry')],
		facts: [],
	};
}

export function around(cards: readonly Card[], running: boolean): Around {
	const done = cards.filter(({ state }) => state !== 'waiting').length;
	const wrong = cards.filter(({ state }) => state === 'failed').length;
	const several = cards.length > 1;
	return {
		running,
		progress: several ? progressText(cards.length, done, wrong) : '',
		actions: running
			? [toAction('cancel')]
			: several
				? [toAction('retry'), toAction('selectEndpoint'), toAction('showLog')]
				: [],
	};
}

export function words(): PanelView['words'] {
	return {
		original: l10n.t('Picture'),
		details: l10n.t('Details'),
		noPreview: l10n.t('No preview'),
	};
}

function progressText(count: number, done: number, wrong: number): string {
	if (done < count) {
		return l10n.t('{0} of {1} pictures', done, count);
	}
	return wrong === 0
		? l10n.t('{0} pictures classified', count)
		: l10n.t('{0} of {1} pictures classified', count - wrong, count);
}

function classified(name: string, outcome: Classified) {
	const { endpoint, prepared, predictions, times, sent } = outcome;
	const [prediction] = predictions;
	const label = nameOf(prediction.label, endpoint);
	const share = prediction.probabilities?.[prediction.label];
	const answer =
		share === undefined ? `${name}: ${label}` : l10n.t('{0}: {1}, probability {2}', name, label, formatShare(share));
	const notices = toNotices(prediction, prepared, endpoint);
	return {
		state: 'classified' as const,
		asked: { endpoint: endpoint.name, ...(sent?.region !== undefined && { region: sent.region }) },
		label,
		announcement: notices.length === 0 ? answer : `${answer}. ${notices.join(' ')}`,
		bars: toBars(prediction.probabilities ?? [], endpoint),
		originalCaption: `${formatNumber(prepared.picture.originalWidth)} × ${formatNumber(prepared.picture.originalHeight)} ${prepared.picture.format.toUpperCase()}`,
		steps: prepared.steps.map((step) => ({ ...toPicture(step.image), caption: stepCaptions[step.name]() })),
		digit: digitPicture(prepared),
		notices,
		facts: [
			{ term: l10n.t('Endpoint'), value: endpoint.name },
			...sentFacts(sent),
			{ term: l10n.t('Preprocessing'), value: describePreprocessing(prepared) },
			{
				term: l10n.t('Time'),
				value: [
					l10n.t('read {0}', formatMilliseconds(times.read)),
					l10n.t('decode {0}', formatMilliseconds(times.decode)),
					l10n.t('normalize {0}', formatMilliseconds(times.normalize)),
					l10n.t('classify {0}', formatMilliseconds(times.classify)),
				].join(' · '),
			},
		],
		actions: [toAction('retry'), toAction('copyAs'), toAction('selectEndpoint'), toAction('showLog')],
	};
}

function failed({ problem, prepared, endpoint }: Failed) {
	const { actions, ...described } = describeProblem(problem);
	const region = 'region' in problem ? problem.region : undefined;
	return {
		state: 'failed' as const,
		...described,
		actions: endpoint ? [...actions, toAction('copyAs')] : actions,
		...(prepared && { digit: digitPicture(prepared) }),
		...(endpoint && { asked: { endpoint: endpoint.name, ...(region !== undefined && { region }) } }),
		facts: endpoint ? [{ term: l10n.t('Endpoint'), value: endpoint.name }] : [],
	};
}

/** What to know of a label before it is believed. */
function toNotices(prediction: Prediction, { applied, digitsFound }: Prepared, endpoint: EndpointRef): string[] {
	const doubt = doubtOf(prediction);
	return [
		...(digitsFound > 1
			? [l10n.t('{0} digits were found in the picture. This is the label of the largest.', digitsFound)]
			: []),
		...(doubt
			? [l10n.t('A guess: it could also be {0}. {1}', nameOf(doubt.alternative, endpoint), remedies[applied]())]
			: []),
	];
}

/** What may help against doubt, by what was made of the picture. */
const remedies: Readonly<Record<Prepared['applied'], () => string>> = {
	none: () => l10n.t('A larger or clearer picture may help.'),
	resize: () => l10n.t('A closer crop or more contrast may help.'),
	mnist: () => l10n.t('Cropping to the digit or more light may help.'),
};

function toBars(probabilities: readonly number[], endpoint: EndpointRef): Bar[] {
	return probabilities.map((value, label) => ({
		name: nameOf(label, endpoint),
		value,
		text: formatShare(value),
		rank: probabilities.filter((other, index) => other > value || (other === value && index < label)).length,
	}));
}

function nameOf(label: number, { labels }: EndpointRef): string {
	return labels?.[label] ?? `${label}`;
}

/** What left the machine, with the picture and those that went along. */
function sentFacts(sent: Sent | undefined): Fact[] {
	if (!sent) {
		return [{ term: l10n.t('Sent'), value: l10n.t('nothing left this machine') }];
	}
	const size = formatBytes(sent.bytes);
	const optional: [string, string | undefined][] = [
		[l10n.t('Region'), sent.region],
		[l10n.t('Profile'), sent.profile],
		[l10n.t('Variant'), sent.variant],
		[l10n.t('Request ID'), sent.requestId],
	];
	return [
		{
			term: l10n.t('Sent'),
			value:
				sent.rows === 1
					? l10n.t('1 picture, {0}, to {1}', size, sent.destination)
					: l10n.t('{0} pictures in {1} requests, {2}, to {3}', sent.rows, sent.requests, size, sent.destination),
		},
		...optional.flatMap(([term, value]) => (value === undefined ? [] : [{ term, value }])),
	];
}

/** What was done, and in brackets the setting's word for it: `auto` with what it came to. */
function describePreprocessing({ asked, applied }: Prepared): string {
	const done = asked === 'auto' && applied === 'none' ? foundLikeMnist() : preprocessings[applied]();
	return `${done} (${asked === applied ? applied : `${asked} → ${applied}`})`;
}

const foundLikeMnist = (): string =>
	l10n.t("Kept as it is: 28 × 28, white on black, sized and placed as MNIST's digits are");

const preprocessings: Readonly<Record<Prepared['applied'], () => string>> = {
	none: () => l10n.t('Kept as it is'),
	resize: () => l10n.t('The whole picture brought to 28 × 28, ink and paper as they are'),
	mnist: () => l10n.t("The ink found, cropped, fitted into 20 × 20 and centred by its mass, as MNIST's digits were"),
};

const stepCaptions: Readonly<Record<NormalizationStep['name'], () => string>> = {
	grey: () => l10n.t('Grey'),
	ink: () => l10n.t('Ink'),
	crop: () => l10n.t('Crop'),
};

function digitPicture({ digits: [{ digit }] }: Prepared): CaptionedPicture {
	return {
		width: 28,
		height: 28,
		base64: Buffer.from(digit).toString('base64'),
		caption: l10n.t('28 × 28, as the model saw it'),
	};
}

function toPicture({ width, height, pixels }: GrayImage): GrayPicture {
	return { width, height, base64: Buffer.from(pixels).toString('base64') };
}
