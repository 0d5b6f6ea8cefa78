import { modelBroken } from '../problems.ts';
import { PackedNumbers } from './ubjson.ts';

/** An object of a model file, from JSON or UBJSON alike. */
export type Fields = Readonly<Record<string, unknown>>;

/** @throws ProblemError `modelBroken` if `value` is none; `name` says where it was looked for. */
export function asFields(value: unknown, name: string): Fields {
	if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof PackedNumbers) {
		throw modelBroken(`${name} is not an object`);
	}
	return value as Fields;
}

/** @throws ProblemError `modelBroken` */
export function fieldsOf(parent: Fields, name: string): Fields {
	return asFields(own(parent, name), name);
}

/** @throws ProblemError `modelBroken` */
export function textOf(parent: Fields, name: string): string {
	const value = own(parent, name);
	if (typeof value !== 'string') {
		throw modelBroken(`${name} is not a text`);
	}
	return value;
}

/** @throws ProblemError `modelBroken` */
export function listOf(parent: Fields, name: string): readonly unknown[] {
	const value = own(parent, name);
	if (!Array.isArray(value)) {
		throw modelBroken(`${name} is not an array`);
	}
	return value;
}

/** What {@link numbersOf} gives; `at` is called within the length. */
export type Numbers = PackedNumbers | readonly number[];

/**
 * Numbers; the booleans of older files are 0 and 1, null is NaN.
 * @throws ProblemError `modelBroken`
 */
export function numbersOf(parent: Fields, name: string): Numbers {
	const value = own(parent, name);
	if (value instanceof PackedNumbers) {
		return value;
	}
	return listOf(parent, name).map((item) => {
		if (typeof item !== 'number' && typeof item !== 'boolean' && item !== null) {
			throw modelBroken(`${name} has something else than a number`);
		}
		return item === null ? NaN : Number(item);
	});
}

/**
 * An integer from 0; parameters are texts.
 * @throws ProblemError `modelBroken`
 */
export function countOf(parent: Fields, name: string): number {
	const text = textOf(parent, name);
	if (!/^\d{1,10}$/.test(text)) {
		throw modelBroken(`${name} is not a number: ${text.slice(0, 40)}`);
	}
	return Number(text);
}

export function has(parent: Fields, name: string): boolean {
	return Object.hasOwn(parent, name);
}

function own(parent: Fields, name: string): unknown {
	return has(parent, name) ? parent[name] : undefined;
}
