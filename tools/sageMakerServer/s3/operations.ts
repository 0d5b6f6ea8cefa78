import * as bucket from './bucketOperations.ts';
import { settingOperations } from './bucketSettings.ts';
import { listObjects } from './listObjects.ts';
import * as multipart from './multipart.ts';
import * as object from './objectOperations.ts';
import { s3Error } from './s3Error.ts';
import type { Operation, S3Request } from './s3Request.ts';

/** The most particular first. */
const operations: Readonly<Record<'account' | 'bucket' | 'object', readonly Operation[]>> = {
	account: [{ method: 'GET', parameters: [], name: 'ListBuckets', run: bucket.listBuckets }],
	bucket: [
		...settingOperations,
		{ method: 'GET', parameters: ['location'], name: 'GetBucketLocation', run: bucket.getBucketLocation },
		{ method: 'GET', parameters: ['uploads'], name: 'ListMultipartUploads', run: multipart.listMultipartUploads },
		{ method: 'GET', parameters: ['list-type'], name: 'ListObjectsV2', run: listObjects },
		{ method: 'POST', parameters: ['delete'], name: 'DeleteObjects', run: bucket.deleteObjects },
		{ method: 'PUT', parameters: [], name: 'CreateBucket', run: bucket.createBucket },
		{ method: 'HEAD', parameters: [], name: 'HeadBucket', run: bucket.headBucket },
		{ method: 'DELETE', parameters: [], name: 'DeleteBucket', run: bucket.deleteBucket },
	],
	object: [
		{ method: 'POST', parameters: ['uploads'], name: 'CreateMultipartUpload', run: multipart.createMultipartUpload },
		{
			method: 'POST',
			parameters: ['uploadId'],
			name: 'CompleteMultipartUpload',
			run: multipart.completeMultipartUpload,
		},
		{ method: 'PUT', parameters: ['uploadId', 'partNumber'], name: 'UploadPart', run: multipart.uploadPart },
		{ method: 'GET', parameters: ['uploadId'], name: 'ListParts', run: multipart.listParts },
		{ method: 'DELETE', parameters: ['uploadId'], name: 'AbortMultipartUpload', run: multipart.abortMultipartUpload },
		{ method: 'PUT', parameters: [], name: 'PutObject', run: object.putObject },
		{ method: 'GET', parameters: [], name: 'GetObject', run: object.getObject },
		{ method: 'HEAD', parameters: [], name: 'HeadObject', run: object.getObject },
		{ method: 'DELETE', parameters: [], name: 'DeleteObject', run: object.deleteObject },
	],
};

/** Parameters that make another operation of a request, and those of the operations here. */
const otherOperations = ['acl', 'versions', 'versionId', 'attributes', 'retention', 'legal-hold', 'tagging', 'select'];

/** The operation that a request asks for. @throws AwsError `NotImplemented` */
export function operationOf({ head, query, bucketName, key }: S3Request): Operation {
	const found = operations[bucketName === '' ? 'account' : key === '' ? 'bucket' : 'object'].find(
		({ method, parameters }) => method === head.method && parameters.every((name) => query.has(name)),
	);
	const isOther = otherOperations.some((name) => query.has(name)) && found?.parameters.length === 0;
	if (found === undefined || isOther || head.headers['x-amz-copy-source'] !== undefined) {
		throw s3Error('NotImplemented', `${head.method} ${head.path}?${head.query} is not known to this server.`);
	}
	return found;
}
