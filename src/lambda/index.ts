import { createLambda } from './createLambda.ts';

/** Lambda's entry. */
export const handler = createLambda(process.env.ENDPOINT_NAME ?? '', process.env.ALLOWED_ORIGIN);
