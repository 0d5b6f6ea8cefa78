import type { CsvConfig } from '../config.ts';

export interface ModelFileConfig extends CsvConfig {
	readonly type: 'modelFile';
	/** Absolute, or starting with `~/`. */
	readonly path: string;
}
