import { UsageError } from '../src/cli/parseArguments.ts';

/** @throws UsageError where `text` is no number of a port. */
export function parsePort(text: string): number {
	const port = Number(text);
	if (!/^\d+$/.test(text) || port > 65_535) {
		throw new UsageError(`A port is a number from 0 to 65535, not: ${text}`);
	}
	return port;
}
