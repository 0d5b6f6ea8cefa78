import axe from 'axe-core';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { preparePanelStates, type PanelStates } from '../../tools/panelStates/panelStates.ts';
import { themes, type Theme, type Workbench } from '../../tools/vscodeHost/workbench.ts';
import { misplaced } from './misplaced.ts';
import { openInstalled } from './openInstalled.ts';

let prepared: PanelStates;
let workbench: Workbench;

beforeAll(async () => {
	prepared = await preparePanelStates();
	workbench = await openInstalled({ folder: prepared.folder, settings: prepared.settings });
});

afterAll(async () => {
	await workbench?.dispose();
	await prepared?.dispose();
});

/** What axe-core finds wrong with the panel, each with the elements it concerns. */
async function violations(panel: Frame): Promise<string[]> {
	// The page's policy keeps scripts out; what the browser's debugger evaluates it lets in.
	await panel.evaluate(axe.source);
	const { violations: found } = (await panel.evaluate('axe.run()')) as axe.AxeResults;
	return found.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map(({ html }) => `  ${html}`).join('\n')}`);
}

test('no state of the panel has anything that axe-core finds wrong, in any theme, or that lacks room at 200 %', async () => {
	for (const { name, panel: title, show, leave } of prepared.states) {
		await show(workbench);
		if (leave) {
			await leave(workbench);
			continue;
		}
		const panel = await workbench.panel(title);
		for (const theme of Object.keys(themes) as Theme[]) {
			await workbench.setTheme(theme);
			expect(await violations(panel), `${name}, ${theme}`).toEqual([]);
		}
		if (title !== undefined) {
			continue;
		}
		await workbench.zoom(2);
		await expect.poll(async () => panel.evaluate('innerWidth'), { timeout: 30_000 }).toBeLessThanOrEqual(640);
		expect(await misplaced(panel), `${name}, at 200 %`).toEqual([]);
		await workbench.zoom(1);
	}
}, 300_000);
