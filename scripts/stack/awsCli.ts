import { posixQuote } from '../../src/endpoints/sageMaker/quote.ts';

/** Runs a command. @returns what it printed, if `output` is `return`. @throws CommandFailed */
export type Run = (command: string, args: readonly string[], output: 'show' | 'return') => string;

/** Its message is what the command said of it, where that was not shown already. */
export class CommandFailed extends Error {
	override readonly name = 'CommandFailed';
}

/** Something that is not to be tried; its message says why, and what to do. */
export class Refusal extends Error {
	override readonly name = 'Refusal';
}

/** The AWS CLI, with one profile in one region. */
export interface AwsCli {
	readonly region: string;
	/** What to write after a command that a person is to run. */
	readonly options: string;
	/** @throws CommandFailed */
	readonly show: (...args: readonly string[]) => void;
	/** Shows nothing, but why it failed. @throws CommandFailed */
	readonly quietly: (...args: readonly string[]) => void;
	/** @throws CommandFailed */
	readonly read: (...args: readonly string[]) => unknown;
}

export interface Account {
	readonly profile?: string | undefined;
	readonly region?: string | undefined;
}

/**
 * The region is the one asked for, or else the environment's or the profile's.
 * @throws Refusal without one
 */
export function createAwsCli({ profile, region }: Account, run: Run, environment: NodeJS.ProcessEnv): AwsCli {
	const ofProfile = profile ? ['--profile', profile] : [];
	const { AWS_REGION, AWS_DEFAULT_REGION } = environment;
	const chosen = region || AWS_REGION || AWS_DEFAULT_REGION || readConfiguredRegion(ofProfile, run);
	const options = [...ofProfile, '--region', chosen];
	return {
		region: chosen,
		options: options.map(posixQuote).join(' '),
		show: (...args) => {
			run('aws', [...args, ...options], 'show');
		},
		quietly: (...args) => {
			run('aws', [...args, ...options], 'return');
		},
		read: (...args) => JSON.parse(run('aws', [...args, '--output', 'json', ...options], 'return') || 'null') as unknown,
	};
}

function readConfiguredRegion(profile: readonly string[], run: Run): string {
	try {
		return run('aws', ['configure', 'get', 'region', ...profile], 'return').trim();
	} catch {
		throw new Refusal('It is not said in which region: add --region, such as --region eu-west-1.');
	}
}
