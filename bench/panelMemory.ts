import { writeFileSync } from 'node:fs';
import { copyFile, link, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { idleTime } from '../src/imageWorker/createThreads.ts';
import { installPackaged } from '../tools/vscodeHost/packagedExtension.ts';
import { openWorkbench, type Workbench } from '../tools/vscodeHost/workbench.ts';
import { makePhoto } from './decode.ts';
import { memoriesOf, memoryOf } from './processMemory.ts';

/** What the extension host and the page keep of photos that stay in the panel, beside one. */
export async function benchPanelMemory(args: readonly string[]): Promise<void> {
	const { values } = parseArgs({
		args: [...args],
		options: { json: { type: 'string' }, count: { type: 'string', default: '500' } },
	});
	const count = Number(values.count);
	const folder = await mkdtemp(join(tmpdir(), 'digit-classifier-panel-'));
	const { extensionsFolder, dispose } = await installPackaged();
	try {
		const photo = await makePhoto('photo12', 4000, 3000, {});
		await copyFile(photo, join(folder, '0.jpg'));
		for (let index = 1; index < count; index++) {
			await link(join(folder, '0.jpg'), join(folder, `${index}.jpg`));
		}
		const workbench = await openWorkbench({ folder, extensionsFolder });
		try {
			await workbench.rightClick('0.jpg', 'Classify digit image');
			const before = await measure(workbench, 1);
			await workbench.page.locator('.explorer-folders-view .monaco-list').press('ControlOrMeta+a');
			await workbench.rightClick('0.jpg', 'Classify digit image');
			const after = await measure(workbench, count);
			const figures = { photos: count, hostMB: after.host - before.host, pageMB: after.page - before.page };
			console.log({ before, after });
			console.log(figures);
			if (values.json !== undefined) {
				writeFileSync(values.json, `${JSON.stringify(figures, undefined, '\t')}\n`);
			}
		} finally {
			await workbench.dispose();
		}
	} finally {
		await dispose();
		await rm(folder, { recursive: true });
	}
}

async function measure(workbench: Workbench, count: number) {
	const panel = await workbench.panel();
	const last = panel.locator('article.classified').nth(count - 1);
	await last.waitFor({ state: 'attached', timeout: 300_000 });
	await workbench.page.waitForTimeout(idleTime + 3000);
	await workbench.page.requestGC();
	await workbench.page.waitForTimeout(1000);
	const host = (await memoryOf('--type=extensionHost'))?.now ?? NaN;
	const pages = await memoriesOf('--type=renderer');
	return { host, page: pages.reduce((sum, { now }) => sum + now, 0) };
}
