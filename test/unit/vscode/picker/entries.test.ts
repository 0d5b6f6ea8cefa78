import { describe, expect, test } from 'vitest';
import { freeName, replaceEntry } from '../../../../src/vscode/picker/entries.ts';

test.each([
	['prod', [], 'prod'],
	['prod', ['prod'], 'prod 2'],
	['prod', ['prod', 'prod 2', 'prod 3'], 'prod 4'],
	['prod', ['prod 2', undefined], 'prod'],
])('%s, with %j taken, is free as %s', (name, taken, expected) => {
	expect(freeName(name, new Set<unknown>(taken))).toBe(expected);
});

describe('an entry', () => {
	const prod = { type: 'container', name: 'prod', url: 'http://localhost' };
	const wrong = { name: 'prod', regoin: 'x' };

	test.each([
		['is edited in its place', [wrong, prod, null], [{ ...prod, url: 'new' }], [wrong, { ...prod, url: 'new' }, null]],
		['is removed, and no other of its name', [wrong, prod], [], [wrong]],
		[
			'is duplicated beside itself',
			[prod, wrong],
			[prod, { ...prod, name: 'b' }],
			[prod, { ...prod, name: 'b' }, wrong],
		],
		['that has gone meanwhile is added', [wrong], [prod], [wrong, prod]],
	])('%s', (_, entries, replacements, expected) => {
		// The settings hand out another object each time.
		expect(replaceEntry(structuredClone(entries), prod, replacements)).toEqual(expected);
	});
});
