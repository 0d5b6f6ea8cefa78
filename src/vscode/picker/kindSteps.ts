import type { LoadAws } from '../../aws/index.ts';
import type { EndpointConfig, EndpointType } from '../../endpoints/endpointKinds.ts';
import { containerSteps } from './containerSteps.ts';
import { modelFileSteps } from './modelFileSteps.ts';
import { restApiSteps } from './restApiSteps.ts';
import { sageMakerSteps } from './sageMakerSteps.ts';
import type { KindSteps } from './steps.ts';

/** What asks for an endpoint of each kind, in the order shown. A kind that is missing does not compile. */
export const kindSteps: {
	readonly [Type in EndpointType]: (loadAws: LoadAws) => KindSteps<Extract<EndpointConfig, { readonly type: Type }>>;
} = {
	sageMaker: sageMakerSteps,
	restApi: restApiSteps,
	container: containerSteps,
	modelFile: modelFileSteps,
};
