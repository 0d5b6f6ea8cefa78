import { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { lazy } from '../core/lazy.ts';
import { ProblemError } from '../core/problem.ts';
import { provideCredentials, type ProvideCredentials } from './credentials.ts';
import type { AwsDependencies, AwsTarget } from './aws.ts';
import { handOver } from './handOver.ts';
import type { Management } from './management.ts';
import type { ReadObject } from './readObject.ts';
import { createRequestHandler, type RequestHandler } from './requestHandler.ts';
import { serviceSettings, type Service, type ServiceSettings } from './serviceSettings.ts';
import { readSharedConfig, sharedFilesVersion, type SharedConfig } from './sharedFiles.ts';
import { ssoFault } from './ssoFault.ts';

/** Clients of one target, with what they were made from. */
export interface Session {
	readonly profile: string | undefined;
	readonly region: string;
	/** All that the shared files held. */
	readonly shared: SharedConfig;
	readonly credentials: ProvideCredentials;
	readonly runtime: SageMakerRuntimeClient;
	/** Throws the SDK's error where there is no such address. */
	readonly runtimeUrl: () => string;
	readonly management: () => Promise<Management>;
	readonly readObject: () => Promise<ReadObject>;
	/** What a client of one of AWS's services is made from. */
	readonly clientSettings: (service: Service) => ClientSettings;
}

interface ClientSettings extends ServiceSettings {
	readonly region: string;
	readonly requestHandler: RequestHandler;
	readonly credentials: ProvideCredentials;
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
			generation = { version, shared: lazy(readForSdk), credentials: new Map(), sessions: new Map() };
		}
		return generation;
	}

	async function create(target: AwsTarget, generation: Generation): Promise<Session> {
		const { credentials } = generation;
		const shared = await generation.shared();
		// An empty variable is none. botocore takes its own before the one of all SDKs.
		const named = target.profile || process.env['AWS_DEFAULT_PROFILE'] || process.env['AWS_PROFILE'] || undefined;
		if (named !== undefined && !shared.profiles.has(named)) {
			throw new ProblemError({ code: 'awsProfileUnknown', profile: named });
		}
		const profile = named ?? 'default';
		const fault = ssoFault(profile, shared);
		if (fault) {
			throw new ProblemError({ code: 'awsProfileInvalid', ...fault });
		}
		const region = resolveRegion(target, named, shared);
		let provide = credentials.get(target.profile);
		if (!provide) {
			provide = provideCredentials({ profile, isChain: !target.profile, shared, region, askMfaCode });
			credentials.set(target.profile, provide);
		}
		const settings = (service: Service, endpointUrl?: string): ClientSettings => ({
			region,
			requestHandler,
			credentials: provide,
			...serviceSettings(service, profile, shared, endpointUrl),
		});
		const forRuntime = settings('sagemaker_runtime', target.endpointUrl);
		const runtime = new SageMakerRuntimeClient(forRuntime);
		return {
			profile: named,
			region,
			shared,
			credentials: provide,
			runtime,
			runtimeUrl: () =>
				runtime.config.endpointProvider({
					Region: region,
					Endpoint: forRuntime.endpoint,
					UseFIPS: forRuntime.useFipsEndpoint,
					UseDualStack: forRuntime.useDualstackEndpoint,
				}).url.href,
			management: lazy(async () => {
				const { createManagement } = await import('./management.ts');
				return createManagement(settings('sagemaker', target.endpointUrl));
			}),
			readObject: lazy(async () => {
				const { createReadObject } = await import('./readObject.ts');
				return createReadObject(settings('s3'));
			}),
			clientSettings: (service) => settings(service, service === 'sagemaker' ? target.endpointUrl : undefined),
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

async function readForSdk(): Promise<SharedConfig> {
	const shared = await readSharedConfig();
	handOver(shared);
	return shared;
}

/** After the target and the environment, the profile's. */
function resolveRegion({ region }: AwsTarget, profile: string | undefined, { profiles }: SharedConfig): string {
	const { env } = process;
	const resolved =
		region || env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || profiles.get(profile ?? 'default')?.['region'];
	if (resolved === undefined) {
		throw new ProblemError({ code: 'awsRegionMissing', ...(profile !== undefined && { profile }) });
	}
	if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(resolved)) {
		throw new ProblemError({ code: 'awsRegionInvalid', region: resolved });
	}
	return resolved;
}
