import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { preparePanelStates } from '../../tools/panelStates/panelStates.ts';
import { themes, type Theme, type Workbench } from '../../tools/vscodeHost/workbench.ts';
import { misplaced } from './misplaced.ts';
import { openInstalled } from './openInstalled.ts';
import { violations } from './violations.ts';

const { folder, settings, states, dispose } = await preparePanelStates();
let workbench: Workbench;

beforeAll(async () => {
	workbench = await openInstalled({ folder, settings });
});

afterAll(async () => {
	await workbench?.dispose();
	await dispose();
});

afterEach(async () => workbench.zoom(1));

test.for(states)(
	'axe-core finds nothing wrong in any theme, and nothing lacks room at 200 %: $name',
	async ({ panel: title, show, leave }) => {
		await show(workbench);
		if (leave) {
			await leave(workbench);
			return;
		}
		const panel = await workbench.panel(title);
		for (const theme of Object.keys(themes) as Theme[]) {
			await workbench.setTheme(theme);
			expect(await violations(panel), theme).toEqual([]);
		}
		await workbench.zoom(2);
		await expect.poll(async () => panel.evaluate('innerWidth')).toBeLessThanOrEqual(640);
		expect(await misplaced(panel), 'at 200 %').toEqual([]);
	},
);
