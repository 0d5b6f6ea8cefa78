import type { CsvConfig } from '../config.ts';

export interface ModelFileConfig extends CsvConfig {
	readonly type: 'modelFile';
	/** On this machine; see `resolveModelPath`. */
	readonly path: string;
}
