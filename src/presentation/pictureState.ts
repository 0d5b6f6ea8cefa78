import type { Classified, Failed } from '../app/outcome.ts';

/**
 * Where a picture stands: what a panel keeps of it, and all that it keeps. `remembered` is a failure that comes
 * from before a reload, in the words it had: what its problem named is not acted upon any more.
 */
export type PictureState =
	| { readonly state: 'waiting' }
	| { readonly state: 'cancelled' }
	| { readonly state: 'classified'; readonly outcome: Classified }
	| { readonly state: 'failed'; readonly outcome: Failed }
	| (Pick<Failed, 'prepared' | 'endpoint'> & {
			readonly state: 'remembered';
			readonly message: string;
			readonly detail?: string;
	  });

export function toState(outcome: Classified | Failed): PictureState {
	return outcome.ok ? { state: 'classified', outcome } : { state: 'failed', outcome };
}
