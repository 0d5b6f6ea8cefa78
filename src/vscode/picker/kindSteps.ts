import type { LoadAws } from '../../aws/index.ts';
import type { EndpointConfig, EndpointType } from '../../endpoints/endpointKinds.ts';
import { containerSteps } from './containerSteps.ts';
import { modelFileSteps } from './modelFileSteps.ts';
import { restApiSteps } from './restApiSteps.ts';
import { sageMakerSteps } from './sageMakerSteps.ts';
import type { KindSteps } from './steps.ts';

/** `edited`: the entry that the questions start with, in place of a new one. */
type AskKind<Config extends EndpointConfig> = (loadAws: LoadAws, edited?: Config) => KindSteps<Config>;

/** What asks for an endpoint of each kind, in the order shown. A kind that is missing does not compile. */
export const kindSteps: {
	readonly [Type in EndpointType]: AskKind<Extract<EndpointConfig, { readonly type: Type }>>;
} = {
	sageMaker: sageMakerSteps,
	restApi: restApiSteps,
	container: containerSteps,
	modelFile: modelFileSteps,
};

/** The questions that an entry is edited with. */
export function stepsToEdit<Config extends EndpointConfig>(loadAws: LoadAws, edited: Config): KindSteps {
	// Those of its own kind; TypeScript cannot follow that through the index.
	const askKind = kindSteps[edited.type] as unknown as AskKind<Config>;
	return askKind(loadAws, edited);
}
