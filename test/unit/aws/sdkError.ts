/** The call that failed. */
export const call = {
	profile: 'tester',
	region: 'us-east-1',
	action: 'sagemaker:InvokeEndpoint',
	endpointName: 'Digits',
	bytes: 6_000_000,
	features: 784,
	accept: 'text/csv',
};
/** What problems tell of it. */
export const context = { profile: 'tester', region: 'us-east-1' };

/** An error as the SDK throws it. */
export function sdkError(name: string, message = '', more: object = {}): Error {
	return Object.assign(new Error(message), { name, ...more });
}
