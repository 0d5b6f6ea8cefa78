import { receiveText } from './receiveBody.ts';
import { s3Error, type S3ErrorCode } from './s3Error.ts';
import { bucketOf, type Operation } from './s3Request.ts';

interface BucketSetting {
	/** The parameter that asks for it. */
	readonly parameter: string;
	/** As operations are called after it. */
	readonly name: string;
	/** What a bucket has of it that nobody set: an XML document, or an error. */
	readonly initial: { readonly document: string } | { readonly error: S3ErrorCode };
}

const namespace = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';

/** New buckets are encrypted with keys of S3's and not versioned. */
const bucketSettings: readonly BucketSetting[] = [
	{
		parameter: 'encryption',
		name: 'BucketEncryption',
		initial: {
			document:
				`<ServerSideEncryptionConfiguration ${namespace}><Rule><ApplyServerSideEncryptionByDefault>` +
				`<SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault>` +
				`<BucketKeyEnabled>false</BucketKeyEnabled></Rule></ServerSideEncryptionConfiguration>`,
		},
	},
	{
		parameter: 'versioning',
		name: 'BucketVersioning',
		initial: { document: `<VersioningConfiguration ${namespace}/>` },
	},
	{
		parameter: 'publicAccessBlock',
		name: 'PublicAccessBlock',
		initial: { error: 'NoSuchPublicAccessBlockConfiguration' },
	},
	{
		parameter: 'ownershipControls',
		name: 'BucketOwnershipControls',
		initial: { error: 'OwnershipControlsNotFoundError' },
	},
	{ parameter: 'policy', name: 'BucketPolicy', initial: { error: 'NoSuchBucketPolicy' } },
	{ parameter: 'tagging', name: 'BucketTagging', initial: { error: 'NoSuchTagSet' } },
	{ parameter: 'lifecycle', name: 'BucketLifecycleConfiguration', initial: { error: 'NoSuchLifecycleConfiguration' } },
	{ parameter: 'cors', name: 'BucketCors', initial: { error: 'NoSuchCORSConfiguration' } },
];

/** Putting, getting and deleting each of a bucket's settings, which come back as they were put. */
export const settingOperations: readonly Operation[] = bucketSettings.flatMap(({ parameter, name, initial }) => [
	{
		method: 'PUT',
		parameters: [parameter],
		name: `Put${name}`,
		run: async (request) => {
			bucketOf(request).settings.set(parameter, await receiveText(request.head, request.body));
			return { status: 200 };
		},
	},
	{
		method: 'GET',
		parameters: [parameter],
		name: `Get${name}`,
		run: (request) => {
			const bucket = bucketOf(request);
			const body = bucket.settings.get(parameter);
			if (body === undefined && 'error' in initial) {
				throw s3Error(initial.error, undefined, { BucketName: bucket.name });
			}
			const contentType = parameter === 'policy' ? 'application/json' : 'application/xml';
			return {
				status: 200,
				headers: { 'content-type': contentType },
				body: body ?? ('document' in initial ? initial.document : ''),
			};
		},
	},
	{
		method: 'DELETE',
		parameters: [parameter],
		name: `Delete${name}`,
		run: (request) => {
			bucketOf(request).settings.delete(parameter);
			return { status: 204 };
		},
	},
]);
