import { afterAll, beforeAll, expect, test } from 'vitest';
import { preparePanelStates, type PanelStates } from '../../tools/panelStates/panelStates.ts';
import { themes, type Theme, type Workbench } from '../../tools/vscodeHost/workbench.ts';
import { misplaced } from './misplaced.ts';
import { openInstalled } from './openInstalled.ts';
import { violations } from './violations.ts';

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
		await workbench.zoom(2);
		await expect.poll(async () => panel.evaluate('innerWidth'), { timeout: 30_000 }).toBeLessThanOrEqual(640);
		expect(await misplaced(panel), `${name}, at 200 %`).toEqual([]);
		await workbench.zoom(1);
	}
}, 300_000);
