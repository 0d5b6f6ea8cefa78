import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { STSClient } from '@aws-sdk/client-sts';
import type { RequestHandler } from '../requestHandler.ts';
import type { Session } from '../sessions.ts';

/** What jobs talk to. */
export interface JobClients {
	readonly sageMaker: SageMakerClient;
	readonly s3: S3Client;
	readonly sts: STSClient;
}

/** The clients of a session, made once for each. */
export function createClientSource(): (session: Session) => JobClients {
	const clients = new WeakMap<Session, JobClients>();
	return (session) => {
		const kept = clients.get(session);
		if (kept) {
			return kept;
		}
		const s3 = session.clientSettings('s3');
		const made: JobClients = {
			sageMaker: new SageMakerClient(session.clientSettings('sagemaker')),
			// An address of one's own has no name for each bucket.
			s3: new S3Client({
				...s3,
				requestHandler: patient(s3.requestHandler),
				forcePathStyle: s3.endpoint !== undefined,
			}),
			sts: new STSClient(session.clientSettings('sts')),
		};
		clients.set(session, made);
		return made;
	};
}

/** How long a part of an upload may take, in milliseconds. */
const partMilliseconds = 300_000;

function patient(handler: RequestHandler): RequestHandler {
	return {
		...handler,
		handle: async (request, options) => handler.handle(request, { ...options, requestTimeout: partMilliseconds }),
	};
}
