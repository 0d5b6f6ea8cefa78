import { expect, test } from 'vitest';
import { parsePort } from '../../../scripts/parsePort.ts';
import { UsageError } from '../../../src/cli/parseArguments.ts';

test.each([
	['0', 0],
	['8790', 8790],
	['65535', 65_535],
])('%s is a port', (text, port) => {
	expect(parsePort(text)).toBe(port);
});

test.each(['abc', '', ' ', '80a', '-1', '8790.5', '0x10', '65536'])('%j is none', (text) => {
	expect(() => parsePort(text)).toThrow(UsageError);
});
