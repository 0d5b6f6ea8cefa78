import type { DatasetView } from '../../presentation/datasetView.ts';

/** Some digits of the file, from one index on; as a grid takes them. */
export interface DigitsMessage {
	/** `n × 784`. */
	readonly digits: Uint8Array<ArrayBuffer>;
	readonly captions: readonly string[];
	readonly names: readonly string[];
	readonly marks: readonly string[];
}

/** What the page asks of the host. */
export interface DatasetHostMethods {
	/** The page has loaded and knows nothing. */
	ready(argument: Record<string, never>): void;
	/** The digits `from` to `to`, without the end. Fails where they cannot be read. */
	load(argument: { readonly from: number; readonly to: number }): DigitsMessage;
	/** The user has scrolled: the page may be thrown away at any time. */
	moved(argument: { readonly first: number; readonly active: number }): void;
	/** The user wants this digit classified. */
	classify(argument: { readonly index: number }): void;
	/** The user wants an endpoint judged by the file. */
	evaluate(argument: Record<string, never>): void;
}

/** What the host tells the page. */
export interface DatasetPageMethods {
	/** `isOther`: the digits are others than those shown until now. */
	show(argument: { readonly view: DatasetView; readonly isOther: boolean }): void;
}
