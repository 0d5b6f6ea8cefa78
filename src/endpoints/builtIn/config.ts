import type { CommonConfig } from '../config.ts';

/** The model that ships inside, which needs no entry in the settings. */
export interface BuiltInConfig extends CommonConfig {
	readonly type: 'builtIn';
}
