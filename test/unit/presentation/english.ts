import { createFormats } from '../../../src/presentation/format.ts';
import type { Locale } from '../../../src/presentation/locale.ts';

/** What VS Code makes of the sentences where no translation is installed. */
export const english: Locale = {
	t: (sentence, ...args) => sentence.replace(/\{(\d+)\}/g, (_, index: string) => String(args[Number(index)])),
	format: createFormats('en'),
};
