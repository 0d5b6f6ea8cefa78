import type { PlacesConfig, SettingsConfig } from '../config.ts';

export interface RestApiConfig extends SettingsConfig, PlacesConfig {
	readonly type: 'restApi';
	/** https, or http to a loopback address. */
	readonly url: string;
	/**
	 * The form's field for the picture.
	 * @default img
	 */
	readonly field?: string;
	/** `original` bytes, or the 28×28 `digit` as a JPEG; default: the original where it is 28×28, else the digit. */
	readonly send?: 'original' | 'digit';
	readonly headers?: Readonly<Record<string, string>>;
	/**
	 * `apiKey`: an `x-api-key` from VS Code's secret storage. `iam`: SigV4 for `execute-api`.
	 * @default none
	 */
	readonly authentication?: 'none' | 'apiKey' | 'iam';
	/** For `iam`. */
	readonly profile?: string;
	/** For `iam`; default: the profile's. */
	readonly region?: string;
}
