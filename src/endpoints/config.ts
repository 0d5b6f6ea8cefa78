import type { PixelRange } from '../core/csv.ts';

/** What the configs of all kinds have. Nothing secret is in any of them. */
export interface CommonConfig {
	readonly type: string;
	/** Unique; what `digitClassifier.endpoint` names. */
	readonly name: string;
}

/** Of the entries of the setting `digitClassifier.endpoints`. */
export interface SettingsConfig extends CommonConfig {
	/** Display names of the classes, by label. */
	readonly labels?: readonly string[];
}

/** Of the kinds whose models take rows of pixels. */
export interface CsvConfig extends SettingsConfig {
	/** @default 0-1 */
	readonly pixelRange?: PixelRange;
}

/** Of those that answer over HTTP. */
export interface AnswerConfig extends CsvConfig {
	/**
	 * The `Accept` header.
	 * @default text/csv
	 */
	readonly accept?: string;
}
