import { builtInKind } from './builtIn/kind.ts';
import type { BuiltInConfig } from './builtIn/config.ts';
import { containerKind } from './container/kind.ts';
import type { EndpointKind } from './endpointKind.ts';
import { modelFileKind } from './modelFile/kind.ts';
import { restApiKind } from './restApi/kind.ts';
import { sageMakerKind } from './sageMaker/kind.ts';

/** The one list of kinds. */
export const endpointKinds = [builtInKind, sageMakerKind, restApiKind, containerKind, modelFileKind] as const;

type ConfigOf<Kind> = Kind extends EndpointKind<infer Config> ? Config : never;

/** What an endpoint is made from. */
export type AnyConfig = ConfigOf<(typeof endpointKinds)[number]>;

/** An entry of the setting `digitClassifier.endpoints`, checked. */
export type EndpointConfig = Exclude<AnyConfig, BuiltInConfig>;

/** The `type` of an entry. */
export type EndpointType = EndpointConfig['type'];

/** The kind of a config. */
export function endpointKindOf<Config extends AnyConfig>({ type }: Pick<Config, 'type'>): EndpointKind<Config> {
	// Every config has the type of one of them; TypeScript cannot follow that through `find`.
	return endpointKinds.find((kind) => kind.type === type) as unknown as EndpointKind<Config>;
}
