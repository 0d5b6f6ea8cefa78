import type { StreamedAnswer } from '../http.ts';
import { elementsOf, textOf } from '../xml.ts';
import { receiveText } from './receiveBody.ts';
import { s3Error, xmlAnswer } from './s3Error.ts';
import { bucketOf, type S3Request } from './s3Request.ts';

export function listBuckets({ buckets }: S3Request): StreamedAnswer {
	return xmlAnswer('ListAllMyBucketsResult', {
		Owner: { ID: 'tester' },
		Buckets: {
			Bucket: buckets.all.map(({ name, created, region }) => ({
				Name: name,
				CreationDate: created.toISOString(),
				BucketRegion: region,
			})),
		},
	});
}

/** @throws AwsError */
export async function createBucket({ head, body, buckets, region, bucketName }: S3Request): Promise<StreamedAnswer> {
	const location = textOf(await receiveText(head, body), 'LocationConstraint');
	// us-east-1 makes buckets of all regions, and its own where none is named.
	if (region !== 'us-east-1' && location !== region) {
		throw s3Error(
			'IllegalLocationConstraintException',
			`The ${location ?? 'unspecified'} location constraint is incompatible for the region specific endpoint this ` +
				`request was sent to.`,
		);
	}
	buckets.create(bucketName, location ?? region);
	return { status: 200, headers: { location: `/${bucketName}` } };
}

/** @throws AwsError */
export function headBucket(request: S3Request): StreamedAnswer {
	return { status: 200, headers: { 'x-amz-bucket-region': bucketOf(request).region } };
}

/** @throws AwsError */
export function deleteBucket(request: S3Request): StreamedAnswer {
	request.buckets.delete(bucketOf(request));
	return { status: 204 };
}

/** @throws AwsError */
export function getBucketLocation(request: S3Request): StreamedAnswer {
	const { region } = bucketOf(request);
	const content = region === 'us-east-1' ? '' : region;
	return {
		status: 200,
		headers: { 'content-type': 'application/xml' },
		body: `<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${content}</LocationConstraint>`,
	};
}

const maximumDeletions = 1000;

/** @throws AwsError */
export async function deleteObjects(request: S3Request): Promise<StreamedAnswer> {
	const bucket = bucketOf(request);
	const xml = await receiveText(request.head, request.body);
	const keys = elementsOf(xml, 'Object').map((object) => textOf(object, 'Key'));
	if (keys.length === 0 || keys.length > maximumDeletions || keys.some((key) => !key)) {
		throw s3Error('MalformedXML');
	}
	for (const key of keys) {
		await request.buckets.deleteObject(bucket, key as string);
	}
	const isQuiet = textOf(xml, 'Quiet') === 'true';
	return xmlAnswer('DeleteResult', { Deleted: isQuiet ? [] : keys.map((Key) => ({ Key })) });
}
