import type { Translate } from '../core/translate.ts';
import type { Formats } from './format.ts';

/** How the user is spoken to. Handed in by whoever speaks: nothing here knows of a runtime. */
export interface Locale {
	readonly t: Translate;
	readonly format: Formats;
}
