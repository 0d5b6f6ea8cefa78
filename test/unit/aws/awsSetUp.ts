import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { createAws } from '../../../src/aws/createAws.ts';
import type { Aws, AwsDependencies, AwsTarget, InvokeRequest, InvokeReply } from '../../../src/aws/index.ts';
import { ProblemError, type Problem } from '../../../src/core/problem.ts';
import type { OperationFault } from '../../../tools/sageMakerServer/faults.ts';
import { knownIdentities, mfa, writeAwsFiles } from '../../../tools/sageMakerServer/identities.ts';
import { exampleKey } from '../../../tools/sageMakerServer/keys.ts';
import { startSageMakerServer, type SageMakerServer } from '../../../tools/sageMakerServer/server.ts';
import { useAwsHome, type AwsHome } from './awsHome.ts';

/** A valid key, as a profile of the shared files has it. */
export const keys = `aws_access_key_id = ${exampleKey.accessKeyId}\naws_secret_access_key = ${exampleKey.secretAccessKey}\n`;

export const { signal } = new AbortController();

/** What every test of the AWS client starts from, new for each but for the server. */
export interface AwsSetUp {
	readonly home: AwsHome;
	readonly server: SageMakerServer;
	readonly aws: Aws;
	/** By how many milliseconds the server's clock is ahead. */
	clock: number;
	/** What goes wrong in S3 and in SageMaker's control plane. */
	readonly faults: OperationFault[];
	/** Another client, that knows the MFA code unless told otherwise. */
	create(dependencies?: AwsDependencies): Aws;
	/** Asks the endpoint `digits`, unless told otherwise. */
	invoke(target: AwsTarget, request?: Partial<InvokeRequest>, using?: Aws): Promise<InvokeReply>;
	/** Adds the profile `own` to the config file. */
	writeConfig(settings: string, region?: string): void;
}

/** The test server, a home folder with its profiles, and a client, for the tests of the file. */
export function useAws(): AwsSetUp {
	const home = useAwsHome();
	let server: SageMakerServer;
	let aws: Aws;
	beforeAll(async () => {
		server = await startSageMakerServer({
			...knownIdentities(Date.now()),
			clock: () => Date.now() + setUp.clock,
			predict: () => [0, 0, 0, 1],
			faults: setUp.faults,
		});
	});
	beforeEach(() => {
		setUp.clock = 0;
		setUp.faults.length = 0;
		writeAwsFiles(home.path, server.url, Date.now());
		aws = setUp.create();
	});
	afterAll(() => server.close());
	const setUp: AwsSetUp = {
		home,
		get server() {
			return server;
		},
		get aws() {
			return aws;
		},
		clock: 0,
		faults: [],
		create: (dependencies) => createAws({ askMfaCode: () => Promise.resolve(mfa.tokenCode), ...dependencies }),
		invoke: async (target, request, using = aws) =>
			using.invoke(
				target,
				{ endpointName: 'digits', body: '1,2,3', features: 3, accept: 'text/csv', ...request },
				signal,
			),
		writeConfig(settings, region = 'region = us-east-1\n') {
			const path = join(home.path, '.aws', 'config');
			const others = readFileSync(path, 'utf8');
			writeFileSync(path, `${others}\n[profile own]\n${region}endpoint_url = ${server.url}\n${settings}\n`);
		},
	};
	return setUp;
}

export async function problemOf(promise: Promise<unknown>): Promise<Problem> {
	const error: unknown = await promise.then(
		() => undefined,
		(error: unknown) => error,
	);
	expect(error).toBeInstanceOf(ProblemError);
	expect(String((error as Error).cause)).toBe('undefined');
	return (error as ProblemError).problem;
}
