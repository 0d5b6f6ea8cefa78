// `npm run gallery [FOLDER]` takes a picture of every state of the panel and of the picker, in each theme and at
// four widths, for people to look through; into gallery/ unless told otherwise.
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { preparePanelStates } from '../tools/panelStates/panelStates.ts';
import { installPackaged } from '../tools/vscodeHost/packagedExtension.ts';
import { openWorkbench, themes, type Theme } from '../tools/vscodeHost/workbench.ts';

const folder = process.argv[2] ?? 'gallery';
const widths = [240, 480, 700, 1280];

console.error('Packaging and installing …');
const { extensionsFolder, dispose } = await installPackaged();
const prepared = await preparePanelStates();
const workbench = await openWorkbench({
	folder: prepared.folder,
	extensionsFolder,
	settings: { ...prepared.settings, 'workbench.activityBar.location': 'hidden' },
});
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
let count = 0;
try {
	for (const { name, show, leave } of prepared.states) {
		console.error(name);
		await show(workbench);
		for (const theme of Object.keys(themes) as Theme[]) {
			await workbench.setTheme(theme);
			for (const width of widths) {
				await workbench.resize(width, 1400);
				const path = join(folder, `${name.replaceAll(' ', '-')}.${theme}.${String(width)}.png`);
				await workbench.page.screenshot({ path });
				count += 1;
			}
		}
		await leave?.(workbench);
		await workbench.resize();
	}
} finally {
	await workbench.dispose();
	await prepared.dispose();
	await dispose();
}
console.log(`${String(count)} pictures in ${folder}`);
