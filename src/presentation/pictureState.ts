import type { Classified, Failed } from '../app/outcome.ts';
import type { StepName } from '../core/normalization.ts';
import type { EndpointRef, Prepared } from '../core/ports.ts';
import type { CardTitle } from './view.ts';

/**
 * Where a picture stands: what a panel keeps of it, and all that it keeps. `remembered` is a failure that comes
 * from before a reload, in the words it had: what its problem named is not acted upon any more. Of one without ink
 * the steps can be made anew; these are their names.
 */
export type PictureState =
	| { readonly state: 'waiting' }
	| { readonly state: 'cancelled' }
	| { readonly state: 'classified'; readonly outcome: Classified; readonly comparison?: Comparison }
	| { readonly state: 'failed'; readonly outcome: Failed }
	| (Pick<Failed, 'prepared' | 'endpoint'> & {
			readonly state: 'remembered';
			readonly message: string;
			readonly detail?: string;
			readonly steps?: readonly StepName[];
	  });

/** Another endpoint that is asked about a picture that one has classified; without an outcome it is still asked. */
export interface Comparison {
	readonly endpoint: EndpointRef;
	readonly outcome?: Classified | Failed;
}

/** What has become of a file since its picture was read. */
export type FileState = 'same' | 'changed' | 'gone';

/** All that is shown of a picture. */
export interface ShownPicture {
	readonly title: CardTitle;
	readonly state: PictureState;
	readonly file: FileState;
}

export function toState(outcome: Classified | Failed): PictureState {
	return outcome.ok ? { state: 'classified', outcome } : { state: 'failed', outcome };
}

/** What was made of the picture, as far as it came. */
export function preparedOf(picture: PictureState): Prepared | undefined {
	switch (picture.state) {
		case 'waiting':
		case 'cancelled':
			return undefined;
		case 'classified':
		case 'failed':
			return picture.outcome.prepared;
		case 'remembered':
			return picture.prepared;
	}
}
