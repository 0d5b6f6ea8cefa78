import { ProblemError, type Endpoint } from '../core/index.ts';
import type { ModelFileConfig } from './config.ts';

export function createModelFileEndpoint(config: ModelFileConfig): Endpoint {
	throw new ProblemError({ code: 'endpointUnknown', name: config.name });
}
