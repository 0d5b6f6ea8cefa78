import { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { lazy } from '../core/lazy.ts';
import { ProblemError } from '../core/problem.ts';
import { provideCredentials, type ProvideCredentials } from './credentials.ts';
import { configuredEndpointUrl, type Service } from './endpointUrl.ts';
import type { AwsDependencies, AwsTarget } from './aws.ts';
import type { Management } from './management.ts';
import { createRequestHandler } from './requestHandler.ts';
import { kindOf, readSharedConfig, sharedFilesVersion, type SharedConfig } from './sharedFiles.ts';

/** Clients of one target, with what they were made from. */
export interface Session {
	readonly profile: string | undefined;
	readonly region: string;
	/** All that the shared files held. */
	readonly shared: SharedConfig;
	readonly credentials: ProvideCredentials;
	readonly runtime: SageMakerRuntimeClient;
	readonly management: () => Promise<Management>;
}

export interface Sessions {
	/** @throws ProblemError `awsConfigUnreadable`, `awsProfileUnknown`, `awsRegionMissing`, `awsRegionInvalid` */
	open(target: AwsTarget): Promise<Session>;
	/**
	 * Sessions opened from now on start with fresh credentials of the target's profile, where they have not been
	 * renewed since: of several requests in flight that fail with the same ones, the first renews them for all.
	 */
	renew(target: AwsTarget, expired: Session): void;
}

/** All that depends on one state of the shared files. */
interface Generation {
	readonly version: string;
	readonly shared: () => Promise<SharedConfig>;
	/** By profile. */
	readonly credentials: Map<string | undefined, ProvideCredentials>;
	/** By target. */
	readonly sessions: Map<string, () => Promise<Session>>;
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
			generation = { version, shared: lazy(readSharedConfig), credentials: new Map(), sessions: new Map() };
		}
		return generation;
	}

	async function create(target: AwsTarget, generation: Generation): Promise<Session> {
		const { credentials } = generation;
		const shared = await generation.shared();
		const profile = target.profile ?? process.env['AWS_PROFILE'];
		if (profile !== undefined && !shared.profiles.has(profile)) {
			throw new ProblemError({ code: 'awsProfileUnknown', profile });
		}
		const region = await resolveRegion(target, profile);
		let provide = credentials.get(target.profile);
		if (!provide) {
			const isSso = kindOf(shared.profiles.get(profile ?? 'default') ?? {}) === 'sso';
			const endpoint = configuredEndpointUrl(isSso ? 'sso' : 'sts', profile, shared);
			provide = provideCredentials({ profile: target.profile, region, endpoint, requestHandler, askMfaCode });
			credentials.set(target.profile, provide);
		}
		const settings = (service: Service) => {
			const endpoint = target.endpointUrl ?? configuredEndpointUrl(service, profile, shared);
			return { region, requestHandler, credentials: provide, ...(endpoint !== undefined && { endpoint }) };
		};
		return {
			profile,
			region,
			shared,
			credentials: provide,
			runtime: new SageMakerRuntimeClient(settings('sagemaker_runtime')),
			management: async () => {
				const { createManagement } = await import('./management.ts');
				return createManagement(settings('sagemaker'));
			},
		};
	}

	return {
		async open(target) {
			const current = await currentGeneration();
			const key = JSON.stringify([target.profile, target.region, target.endpointUrl]);
			let session = current.sessions.get(key);
			if (!session) {
				session = lazy(async () => create(target, current));
				current.sessions.set(key, session);
			}
			return session();
		},
		renew({ profile }, { credentials }) {
			if (generation?.credentials.get(profile) === credentials) {
				generation.credentials.delete(profile);
				generation.sessions.clear();
			}
		},
	};
}

/** After the target and the environment: the profile's, or that of the machine in EC2. */
async function resolveRegion({ region }: AwsTarget, profile: string | undefined): Promise<string> {
	const chosen = region ?? (process.env['AWS_REGION'] || process.env['AWS_DEFAULT_REGION']);
	const resolved = chosen || (await regionOfProfile(profile));
	if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(resolved)) {
		throw new ProblemError({ code: 'awsRegionInvalid', region: resolved });
	}
	return resolved;
}

async function regionOfProfile(profile: string | undefined): Promise<string> {
	try {
		return await new SageMakerRuntimeClient({ ...(profile !== undefined && { profile }) }).config.region();
	} catch {
		throw new ProblemError({ code: 'awsRegionMissing', ...(profile !== undefined && { profile }) });
	}
}
