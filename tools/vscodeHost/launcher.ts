// Stands in for desktop VS Code's executable, as far as running suites goes: takes its arguments, opens the
// window in a headless browser, and ends when the suites have written their outcomes.
import { existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { untilInterrupted } from './processes.ts';
import { openWorkbench } from './workbench.ts';

const { values, positionals } = parseArgs({
	options: { extensionDevelopmentPath: { type: 'string' }, extensionTestsPath: { type: 'string' } },
	strict: false,
	allowPositionals: true,
});
const { extensionDevelopmentPath, extensionTestsPath } = values;
const folder = positionals[0];
const outcomes = process.env['INTEGRATION_OUTCOMES'];
if (typeof extensionDevelopmentPath !== 'string' || typeof extensionTestsPath !== 'string' || !outcomes) {
	throw new Error('extensionDevelopmentPath, extensionTestsPath and INTEGRATION_OUTCOMES are needed');
}

const workbench = await openWorkbench({
	development: true,
	extensionDevelopmentPath,
	extensionTestsPath,
	...(folder && { folder }),
});
const minutes = 10;
const ended = await Promise.race([
	outcomesWritten(outcomes),
	untilInterrupted().then(() => 'interrupted'),
	setTimeout(minutes * 60_000, `no outcomes within ${String(minutes)} minutes`, { ref: false }),
]);
await workbench.dispose();
if (ended) {
	console.error(ended);
}
process.exit(ended ? 1 : 0);

async function outcomesWritten(path: string): Promise<undefined> {
	while (!existsSync(path)) {
		await setTimeout(100);
	}
}
