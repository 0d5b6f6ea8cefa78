import type { EndpointDefinition, EndpointStatus } from '../runtime/endpoints.ts';
import { Resources, type Resource } from './resources.ts';

/** An endpoint that was there from the start, or was created since. */
export interface Endpoint extends Resource {
	status: EndpointStatus;
	readonly configName: string;
	/** How it answers. */
	definition: EndpointDefinition;
	failureReason?: string;
}

export type Endpoints = Resources<Endpoint>;

/** The first endpoint of the definitions was created then, and each one after it a day earlier. */
const newestCreation = Date.UTC(2026, 0, 1);
const day = 24 * 60 * 60 * 1000;
const creation = 5 * 60 * 1000;

export function createEndpoints(definitions: readonly EndpointDefinition[]): Endpoints {
	const endpoints = definitions.map((definition, index) => {
		const { name, region = 'us-east-1', status = 'InService' } = definition;
		const created = newestCreation - index * day;
		const dates = { created: new Date(created), modified: new Date(created + creation) };
		return { name, region, status, definition, configName: `${name}-config`, ...dates };
	});
	return new Resources({ path: 'endpoint', title: 'endpoint' }, endpoints);
}
