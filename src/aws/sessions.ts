import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { ProblemError } from '../core/index.ts';
import { provideCredentials, type ProvideCredentials } from './credentials.ts';
import type { AwsDependencies, AwsTarget } from './index.ts';
import { createRequestHandler } from './requestHandler.ts';
import { readProfiles, sharedFilesVersion, type Profiles } from './sharedFiles.ts';

/** Clients of one target, with what they were made from. */
export interface Session {
	readonly profile: string | undefined;
	readonly region: string;
	/** All that the shared files held. */
	readonly profiles: Profiles;
	readonly credentials: ProvideCredentials;
	readonly runtime: SageMakerRuntimeClient;
	readonly management: SageMakerClient;
}

export interface Sessions {
	/** @throws ProblemError `awsConfigUnreadable`, `awsProfileUnknown`, `awsRegionMissing`, `awsRegionInvalid` */
	open(target: AwsTarget): Promise<Session>;
	/** Sessions opened from now on start with fresh credentials. */
	renew(): void;
}

/** All that depends on one state of the shared files. */
interface Generation {
	readonly version: string;
	readonly profiles: Profiles;
	/** By profile. */
	readonly credentials: Map<string | undefined, ProvideCredentials>;
	/** By target. */
	readonly sessions: Map<string, Session>;
}

/**
 * Keeps clients for as long as the shared files stay as they are. The SDK reads the files once in a process and a
 * client keeps its keys for life, so a new key in the files needs new clients.
 */
export function createSessions({ askMfaCode }: Pick<AwsDependencies, 'askMfaCode'>): Sessions {
	const requestHandler = createRequestHandler();
	let generation: Generation | undefined;

	async function currentGeneration(): Promise<Generation> {
		const version = await sharedFilesVersion();
		if (generation?.version !== version) {
			const profiles = await readProfiles();
			generation = { version, profiles, credentials: new Map(), sessions: new Map() };
		}
		return generation;
	}

	async function create(target: AwsTarget, { profiles, credentials }: Generation): Promise<Session> {
		const profile = target.profile ?? process.env['AWS_PROFILE'];
		if (profile !== undefined && !profiles.has(profile)) {
			throw new ProblemError({ code: 'awsProfileUnknown', profile });
		}
		const settings = {
			requestHandler,
			...(profile !== undefined && { profile }),
			...(target.endpointUrl !== undefined && { endpoint: target.endpointUrl }),
		};
		const chosen = target.region ?? (process.env['AWS_REGION'] || process.env['AWS_DEFAULT_REGION']);
		const region = chosen ?? (await regionOf(new SageMakerRuntimeClient(settings), profile));
		if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(region)) {
			throw new ProblemError({ code: 'awsRegionInvalid', region });
		}
		const provide =
			credentials.get(target.profile) ??
			provideCredentials({ profile: target.profile, region, requestHandler, ...(askMfaCode && { askMfaCode }) });
		credentials.set(target.profile, provide);
		const clientSettings = { ...settings, region, credentials: provide };
		return {
			profile,
			region,
			profiles,
			credentials: provide,
			runtime: new SageMakerRuntimeClient(clientSettings),
			management: new SageMakerClient(clientSettings),
		};
	}

	return {
		async open(target) {
			const current = await currentGeneration();
			const key = JSON.stringify([target.profile, target.region, target.endpointUrl]);
			const session = current.sessions.get(key) ?? (await create(target, current));
			current.sessions.set(key, session);
			return session;
		},
		renew() {
			generation?.credentials.clear();
			generation?.sessions.clear();
		},
	};
}

/** The profile's, or that of the machine in EC2. */
async function regionOf(client: SageMakerRuntimeClient, profile: string | undefined): Promise<string> {
	try {
		return await client.config.region();
	} catch (error) {
		throw new ProblemError({ code: 'awsRegionMissing', ...(profile !== undefined && { profile }) }, { cause: error });
	}
}
