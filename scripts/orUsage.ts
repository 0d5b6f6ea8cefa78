import { UsageError } from '../src/cli/parseArguments.ts';

/** What `parse` makes of the command line; ends the process with a reason and `usage` where it throws a `UsageError`. */
export function orUsage<Parsed>(usage: string, parse: () => Parsed): Parsed {
	try {
		return parse();
	} catch (error) {
		if (!(error instanceof UsageError)) {
			throw error;
		}
		console.error(`${error.message}\n\n${usage}`);
		process.exit(2);
	}
}
