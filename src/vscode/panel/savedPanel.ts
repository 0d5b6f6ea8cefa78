import type { Classified, Times } from '../../app/outcome.ts';
import { asDigit, digitPixels, type Digit } from '../../core/image.ts';
import { preprocessings, stepNames, type Box } from '../../core/normalization.ts';
import {
	imageFormats,
	mends,
	type EndpointRef,
	type PictureFacts,
	type Prepared,
	type Sent,
} from '../../core/ports.ts';
import type { Prediction } from '../../core/prediction.ts';
import type { FileStamp } from '../../core/files.ts';
import type { Locale } from '../../presentation/locale.ts';
import type { PictureState } from '../../presentation/pictureState.ts';
import { stepsOf } from '../../presentation/card.ts';
import { describeProblem } from '../../presentation/problems/describeProblem.ts';
import { orderNames } from '../../presentation/summary.ts';
import type { Order } from '../../presentation/view.ts';
import { arrayOf, isBoolean, isFinite, isIndex, isString, object, oneOf, type Shape, type Shaped } from './shape.ts';

/** A picture of a panel, by its URI. */
export interface KeptPicture {
	readonly uri: string;
	readonly state: PictureState;
	/** Of the file when it was last read. */
	readonly stamp?: FileStamp;
	/** Whether its *Details* stand open, where the user has opened or closed them. */
	readonly detailsOpen?: boolean;
}

/** A panel as the user left it. */
export interface KeptPanel {
	readonly pictures: readonly KeptPicture[];
	readonly order: Order;
	/** Whether the *Details* of a picture alone stand open. */
	readonly detailsOpen: boolean;
}

const isDigit: Shape<string> = (value): value is string =>
	typeof value === 'string' && Buffer.from(value, 'base64').length === digitPixels;

type OptionalFact = 'orientation' | 'orientationByXmp' | 'mended';

const isPreparedWithoutSteps = object({
	picture: object<Omit<PictureFacts, OptionalFact>, Required<Pick<PictureFacts, OptionalFact>>>(
		{ format: oneOf(...imageFormats), originalWidth: isIndex, originalHeight: isIndex },
		{ orientation: oneOf(1, 2, 3, 4, 5, 6, 7, 8), orientationByXmp: isBoolean, mended: arrayOf(oneOf(...mends)) },
	),
	asked: oneOf(...preprocessings),
	applied: oneOf('none', 'resize', 'mnist'),
	digits: arrayOf(
		object({
			/** In base64. */
			digit: isDigit,
			box: object<Box>({ left: isFinite, top: isFinite, width: isFinite, height: isFinite }),
			line: isIndex,
			certainty: isFinite,
		}),
	),
	times: object<Prepared['times']>({ decode: isFinite, normalize: isFinite }),
});

const isEndpoint = object<EndpointRef, { labels: readonly string[] }>(
	{ name: isString },
	{ labels: arrayOf(isString) },
);

const isAnswer = object(
	{
		predictions: arrayOf(object({ label: isIndex }, { probabilities: arrayOf(isFinite) })),
		times: object<Times>({ read: isFinite, decode: isFinite, normalize: isFinite, classify: isFinite }),
	},
	{
		sent: object<
			Pick<Sent, 'destination' | 'requests' | 'rows' | 'bytes'>,
			Required<Omit<Sent, 'destination' | 'requests' | 'rows' | 'bytes'>>
		>(
			{ destination: isString, requests: isIndex, rows: isIndex, bytes: isIndex },
			{ region: isString, profile: isString, requestId: isString, variant: isString },
		),
		warning: oneOf('zerosMissing'),
	},
);

const isSaved = object({
	version: oneOf(5),
	order: oneOf(...orderNames),
	detailsOpen: isBoolean,
	pictures: arrayOf(
		object(
			{ uri: isString },
			{
				stamp: object<FileStamp>({ mtime: isFinite, size: isFinite }),
				detailsOpen: isBoolean,
				prepared: isPreparedWithoutSteps,
				endpoint: isEndpoint,
				answer: isAnswer,
				comparison: object({ endpoint: isEndpoint, answer: isAnswer }),
				problem: object({ message: isString }, { detail: isString, steps: arrayOf(oneOf(...stepNames)) }),
			},
		),
	),
});

type Saved = Shaped<typeof isSaved>;
type SavedPicture = Saved['pictures'][number];

/**
 * What a panel keeps over a reload, as plain data: no steps, no pictures, and of failures the words alone, so that
 * no profile, link or address in it is ever acted upon.
 */
export function savePanel({ pictures, order, detailsOpen }: KeptPanel, locale: Locale): Saved {
	const saved = pictures.map(({ state, ...kept }) => ({ ...kept, ...toSaved(state, locale) }));
	return { version: 5, order, detailsOpen, pictures: saved };
}

/** What {@link savePanel} made, checked; undefined where it is anything else. What had not ended is cancelled. */
export function restorePanel(saved: unknown): KeptPanel | undefined {
	if (!isSaved(saved)) {
		return undefined;
	}
	const { order, detailsOpen } = saved;
	return { order, detailsOpen, pictures: saved.pictures.map(restorePicture) };
}

function restorePicture(saved: SavedPicture): KeptPicture {
	const { uri, stamp, detailsOpen } = saved;
	return { uri, state: fromSaved(saved), ...(stamp && { stamp }), ...(detailsOpen !== undefined && { detailsOpen }) };
}

function toSaved(state: PictureState, locale: Locale): Omit<SavedPicture, keyof KeptPicture> {
	switch (state.state) {
		case 'waiting':
		case 'cancelled':
			return {};
		case 'classified': {
			const { comparison } = state;
			return {
				...toSavedProgress(state.outcome),
				answer: toSavedAnswer(state.outcome),
				...(comparison?.outcome?.ok && {
					comparison: {
						endpoint: toSavedEndpoint(comparison.outcome.endpoint),
						answer: toSavedAnswer(comparison.outcome),
					},
				}),
			};
		}
		case 'failed': {
			const { problem } = state.outcome;
			const { message, detail } = describeProblem(problem, locale);
			const steps = stepsOf(problem);
			const words = { message, ...(detail !== undefined && { detail }), ...(steps.length > 0 && { steps }) };
			return { ...toSavedProgress(state.outcome), problem: words };
		}
		case 'remembered': {
			const { message, detail, steps } = state;
			const words = { message, ...(detail !== undefined && { detail }), ...(steps && { steps }) };
			return { ...toSavedProgress(state), problem: words };
		}
	}
}

/** How far a picture came. */
interface Progress {
	readonly prepared?: Prepared;
	readonly endpoint?: EndpointRef;
}

function toSavedProgress({ prepared, endpoint }: Progress): Pick<SavedPicture, 'prepared' | 'endpoint'> {
	return {
		...(prepared && {
			prepared: {
				picture: prepared.picture,
				asked: prepared.asked,
				applied: prepared.applied,
				digits: prepared.digits.map((located) => ({
					...located,
					digit: Buffer.from(located.digit).toString('base64'),
				})),
				times: prepared.times,
			},
		}),
		...(endpoint && { endpoint: toSavedEndpoint(endpoint) }),
	};
}

/** Whoever answered may be more than its name. */
function toSavedEndpoint({ name, labels }: EndpointRef): Shaped<typeof isEndpoint> {
	return { name, ...(labels !== undefined && { labels }) };
}

function toSavedAnswer({ predictions, times, sent, warning }: Classified): Shaped<typeof isAnswer> {
	return { predictions, times, ...(sent && { sent }), ...(warning && { warning }) };
}

function fromSaved({ prepared: savedPrepared, endpoint, answer, comparison, problem }: SavedPicture): PictureState {
	const prepared = savedPrepared && fromSavedPrepared(savedPrepared);
	if (problem) {
		return { state: 'remembered', ...problem, ...(prepared && { prepared }), ...(endpoint && { endpoint }) };
	}
	const outcome = prepared && endpoint && answer && fromSavedAnswer(answer, { prepared, endpoint });
	if (!outcome) {
		return { state: 'cancelled' };
	}
	const other = comparison && fromSavedAnswer(comparison.answer, { prepared, endpoint: comparison.endpoint });
	return {
		state: 'classified',
		outcome,
		...(other && { comparison: { endpoint: other.endpoint, outcome: other } }),
	};
}

function fromSavedAnswer(
	{ predictions, times, sent, warning }: Shaped<typeof isAnswer>,
	{ prepared, endpoint }: Required<Progress>,
): Classified | undefined {
	return isOneForEach(predictions, prepared)
		? { ok: true, prepared, endpoint, predictions, times, ...(sent && { sent }), ...(warning && { warning }) }
		: undefined;
}

function fromSavedPrepared(saved: Shaped<typeof isPreparedWithoutSteps>): Prepared | undefined {
	const [first, ...others] = saved.digits.map((located) => ({ ...located, digit: toDigit(located.digit) }));
	return first && { ...saved, digits: [first, ...others], steps: [] };
}

function toDigit(base64: string): Digit {
	return asDigit(new Uint8Array(Buffer.from(base64, 'base64')));
}

function isOneForEach(
	predictions: readonly Prediction[],
	{ digits }: Prepared,
): predictions is readonly [Prediction, ...Prediction[]] {
	return predictions.length === digits.length;
}
