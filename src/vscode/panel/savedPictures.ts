import type { Times } from '../../app/outcome.ts';
import { asDigit, digitPixels, type Digit } from '../../core/image.ts';
import type { Box } from '../../core/normalization.ts';
import type { EndpointRef, PictureFacts, Prepared, Sent } from '../../core/ports.ts';
import type { Prediction } from '../../core/prediction.ts';
import type { Locale } from '../../presentation/locale.ts';
import type { PictureState } from '../../presentation/pictureState.ts';
import { describeProblem } from '../../presentation/problems/describeProblem.ts';
import { arrayOf, isFinite, isIndex, isString, object, oneOf, type Shape, type Shaped } from './shape.ts';

/** A picture of a panel, by its URI. */
export interface KeptPicture {
	readonly uri: string;
	readonly state: PictureState;
}

const isDigit: Shape<string> = (value): value is string =>
	typeof value === 'string' && Buffer.from(value, 'base64').length === digitPixels;

const isPreparedWithoutSteps = object({
	picture: object<PictureFacts>({
		format: oneOf('jpeg', 'png', 'gif', 'bmp', 'webp'),
		originalWidth: isIndex,
		originalHeight: isIndex,
	}),
	asked: oneOf('auto', 'none', 'resize', 'mnist'),
	applied: oneOf('none', 'resize', 'mnist'),
	digitsFound: isIndex,
	digits: arrayOf(
		object({
			/** In base64. */
			digit: isDigit,
			box: object<Box>({ left: isFinite, top: isFinite, width: isFinite, height: isFinite }),
		}),
	),
	times: object<Prepared['times']>({ decode: isFinite, normalize: isFinite }),
});

const isSaved = object({
	version: oneOf(3),
	pictures: arrayOf(
		object(
			{ uri: isString },
			{
				prepared: isPreparedWithoutSteps,
				endpoint: object({ name: isString }, { labels: arrayOf(isString) }),
				answer: object(
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
					},
				),
				problem: object({ message: isString }, { detail: isString }),
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
export function savePictures(pictures: readonly KeptPicture[], locale: Locale): Saved {
	return { version: 3, pictures: pictures.map(({ uri, state }) => ({ uri, ...toSaved(state, locale) })) };
}

/** What {@link savePictures} made, checked; undefined where it is anything else. What had not ended is cancelled. */
export function restorePictures(saved: unknown): readonly KeptPicture[] | undefined {
	return isSaved(saved)
		? saved.pictures.map((picture) => ({ uri: picture.uri, state: fromSaved(picture) }))
		: undefined;
}

function toSaved(state: PictureState, locale: Locale): Omit<SavedPicture, 'uri'> {
	switch (state.state) {
		case 'waiting':
		case 'cancelled':
			return {};
		case 'classified': {
			const { prepared, endpoint, predictions, times, sent } = state.outcome;
			return { ...toSavedWay({ prepared, endpoint }), answer: { predictions, times, ...(sent && { sent }) } };
		}
		case 'failed': {
			const { message, detail } = describeProblem(state.outcome.problem, locale);
			return { ...toSavedWay(state.outcome), problem: { message, ...(detail !== undefined && { detail }) } };
		}
		case 'remembered': {
			const { message, detail } = state;
			return { ...toSavedWay(state), problem: { message, ...(detail !== undefined && { detail }) } };
		}
	}
}

/** How far a picture came. */
interface Way {
	readonly prepared?: Prepared;
	readonly endpoint?: EndpointRef;
}

function toSavedWay({ prepared, endpoint }: Way): Pick<SavedPicture, 'prepared' | 'endpoint'> {
	return {
		...(prepared && {
			prepared: {
				picture: prepared.picture,
				asked: prepared.asked,
				applied: prepared.applied,
				digitsFound: prepared.digitsFound,
				digits: prepared.digits.map(({ digit, box }) => ({ digit: Buffer.from(digit).toString('base64'), box })),
				times: prepared.times,
			},
		}),
		// Whoever answered may be more than its name.
		...(endpoint && {
			endpoint: { name: endpoint.name, ...(endpoint.labels !== undefined && { labels: endpoint.labels }) },
		}),
	};
}

function fromSaved({ prepared: savedPrepared, endpoint, answer, problem }: SavedPicture): PictureState {
	const prepared = savedPrepared && fromSavedPrepared(savedPrepared);
	if (problem) {
		return { state: 'remembered', ...problem, ...(prepared && { prepared }), ...(endpoint && { endpoint }) };
	}
	if (prepared && endpoint && answer && isOneForEach(answer.predictions, prepared)) {
		const { predictions, times, sent } = answer;
		return {
			state: 'classified',
			outcome: { ok: true, prepared, endpoint, predictions, times, ...(sent && { sent }) },
		};
	}
	return { state: 'cancelled' };
}

function fromSavedPrepared(saved: Shaped<typeof isPreparedWithoutSteps>): Prepared | undefined {
	const [first, ...others] = saved.digits.map(({ digit, box }) => ({ digit: toDigit(digit), box }));
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
