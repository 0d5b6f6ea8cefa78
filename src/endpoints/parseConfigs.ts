import { Validator, type OutputUnit, type Schema } from '@cfworker/json-schema';
import { ProblemError } from '../core/problem.ts';
import type { EndpointConfig } from './endpointKinds.ts';

/** An entry that cannot be used. */
export interface InvalidConfig {
	/** Its position in the setting, from 0. */
	readonly index: number;
	/** Its name, where it has one. */
	readonly name?: string;
	/** What is wrong, in the validator's words. */
	readonly reason: string;
}

export interface ParsedConfigs {
	readonly valid: readonly EndpointConfig[];
	readonly invalid: readonly InvalidConfig[];
}

/**
 * Checks the setting `digitClassifier.endpoints` against the schema of its entries: the one in package.json,
 * which also completes and checks settings.json in the editor. Those that are wrong do not hold up the others.
 */
export function parseEndpointConfigs(value: unknown, entrySchema: Schema): ParsedConfigs {
	const validator = new Validator(entrySchema, '7');
	const valid: EndpointConfig[] = [];
	const invalid: InvalidConfig[] = [];
	const entries: readonly unknown[] = Array.isArray(value) ? value : [];
	for (const [index, entry] of entries.entries()) {
		const { errors } = validator.validate(entry);
		const name = nameOf(entry);
		const taken = valid.some((other) => other.name === name) ? 'The name is taken.' : undefined;
		const reason = errors.length > 0 ? wordError(errors) : taken;
		if (reason === undefined) {
			valid.push(entry as EndpointConfig);
		} else {
			invalid.push({ index, ...(name !== undefined && { name }), reason });
		}
	}
	return { valid, invalid };
}

/**
 * The entry of this name.
 * @throws ProblemError `endpointUnknown`, `endpointInvalid`
 */
export function findConfig(name: string, { valid, invalid }: ParsedConfigs): EndpointConfig {
	const config = valid.find((candidate) => candidate.name === name);
	if (config) {
		return config;
	}
	const reason = invalid.find((candidate) => candidate.name === name)?.reason;
	throw new ProblemError(
		reason === undefined ? { code: 'endpointUnknown', name } : { code: 'endpointInvalid', name, detail: reason },
	);
}

function nameOf(entry: unknown): string | undefined {
	const name = typeof entry === 'object' && entry !== null && 'name' in entry ? entry.name : undefined;
	return typeof name === 'string' ? name : undefined;
}

/** The innermost error, with its place in the entry; `false` only repeats what stands before it. */
function wordError(errors: readonly OutputUnit[]): string {
	const innermost = errors.findLast(({ keyword }) => keyword !== 'false');
	return [innermost?.instanceLocation.slice(2), innermost?.error].filter(Boolean).join(': ');
}
