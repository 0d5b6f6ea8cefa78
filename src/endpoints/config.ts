import type { PixelRange } from '../core/csv.ts';
import type { RowType } from '../core/rows.ts';

/** What the configs of all kinds have. Nothing secret is in any of them. */
export interface CommonConfig {
	readonly type: string;
	/** Unique; what `digitClassifier.endpoint` names. */
	readonly name: string;
}

/** Of those that are asked over HTTP, where their answers are not read as they are. */
export interface PlacesConfig {
	/** Where `label` and `probabilities` stand in the answer; see `AnswerPlaces`. */
	readonly answer?: Readonly<Record<string, string>>;
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
	/** The value that was missing where the model was trained, such as 0 in sparse rows. */
	readonly missing?: number;
	/** The feature of the first pixel, else 0: 1 for models trained on libsvm files that count from 1. */
	readonly featureOffset?: number;
}

/** Of those that answer over HTTP. */
export interface AnswerConfig extends CsvConfig, PlacesConfig {
	/**
	 * What rows are sent as.
	 * @default text/csv
	 */
	readonly contentType?: RowType;
	/**
	 * The `Accept` header.
	 * @default text/csv
	 */
	readonly accept?: string;
}
