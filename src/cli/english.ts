import { createFormats } from '../presentation/format.ts';
import type { Locale } from '../presentation/locale.ts';

/** Of the command line. */
export const english: Locale = {
	t: (sentence, ...args) => sentence.replace(/\{(\d+)\}/g, (_, index: string) => String(args[Number(index)])),
	format: createFormats('en'),
};
