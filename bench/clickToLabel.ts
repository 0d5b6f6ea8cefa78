import { writeFileSync } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installPackaged } from '../tools/vscodeHost/packagedExtension.ts';
import { openWorkbench, type Workbench } from '../tools/vscodeHost/workbench.ts';
import { makePhoto } from './decode.ts';
import { median } from './median.ts';

/** What a person does with a picture in the explorer, and waits for. */
type Way = 'label' | 'preview';

/** Of a digit of 28×28, and of a photo of 12 megapixels. */
const pictures = ['digit', 'photo'];

/** Startup's own work is nobody's concern here, in milliseconds. */
const quietTime = 2000;

/**
 * In every document of the window: when the mouse was last released in it, and when a label or a preview's picture
 * was first on the screen. Times are milliseconds of the one clock that all documents share.
 */
const watch = `(() => {
	const told = new Set();
	const tell = async (what, picture) => {
		if (told.has(what)) return;
		told.add(what);
		await picture?.decode().catch(() => undefined);
		if (picture) await new Promise(requestAnimationFrame);
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = () => tellBench(what, performance.timeOrigin + performance.now());
		port2.postMessage(0);
	};
	const look = () => {
		// VS Code writes a webview's document into a frame, which ends what ran in it.
		const written = document.getElementById('active-frame')?.contentDocument;
		for (const label of written?.querySelectorAll('article.classified [data-role="label"]') ?? []) {
			void tell('label ' + label.closest('article').dataset.name);
		}
		const picture = written?.querySelector('.container.ready img');
		if (picture) void tell('preview ' + decodeURIComponent(new URL(picture.src).pathname).split('/').at(-1), picture);
		requestAnimationFrame(look);
	};
	requestAnimationFrame(look);
	addEventListener('mouseup', ({ timeStamp }) => (globalThis.releasedAt = performance.timeOrigin + timeStamp), true);
})()`;

/** The time from a click to the label in the panel, beside that to the picture in VS Code's own preview. */
export async function benchClickToLabel(args: readonly string[]): Promise<void> {
	const { values } = parseArgs({
		args: [...args],
		options: { json: { type: 'string' }, rounds: { type: 'string' }, picture: { type: 'string' } },
	});
	const rounds = Number(values.rounds ?? 10);
	const folder = await mkdtemp(join(tmpdir(), 'digit-classifier-click-'));
	const { extensionsFolder, dispose } = await installPackaged();
	const figures: Record<string, number> = {};
	try {
		const photo = await makePhoto('photo12', 4000, 3000, {});
		for (let round = 0; round <= rounds + 1; round++) {
			await copyFile('samples/7_1.jpg', join(folder, `digit${round}.jpg`));
			await copyFile(photo, join(folder, `photo${round}.jpg`));
		}
		const workbench = await openWorkbench({ folder, extensionsFolder });
		try {
			const stopwatch = await createStopwatch(workbench);
			for (const picture of values.picture === undefined ? pictures : [values.picture]) {
				const first = await measureFirst(workbench, stopwatch, picture, rounds);
				report(figures, picture, 'first', first);
				report(figures, picture, 'warm', await measureWarm(stopwatch, picture, rounds));
			}
		} finally {
			await workbench.dispose();
		}
	} finally {
		await dispose();
		await rm(folder, { recursive: true });
	}
	if (values.json !== undefined) {
		writeFileSync(values.json, `${JSON.stringify(figures, undefined, '\t')}\n`);
	}
}

type Times = Readonly<Record<Way, number[]>>;
type Stopwatch = (way: Way, name: string) => Promise<number>;

/** Each in windows where nothing was opened before it. */
async function measureFirst(
	workbench: Workbench,
	stopwatch: Stopwatch,
	picture: string,
	rounds: number,
): Promise<Times> {
	const times: Times = { label: [], preview: [] };
	for (let round = 0; round < 2 * rounds; round++) {
		await workbench.runCommand('View: Close All Editors');
		await workbench.reload();
		await workbench.page.waitForTimeout(quietTime);
		const way = round % 2 === 0 ? 'label' : 'preview';
		times[way].push(await stopwatch(way, `${picture}0.jpg`));
	}
	return times;
}

/** In the window as it is, by turns; the first round of each is not counted. */
async function measureWarm(stopwatch: Stopwatch, picture: string, rounds: number): Promise<Times> {
	const times: Times = { label: [], preview: [] };
	for (let round = 1; round <= rounds + 1; round++) {
		for (const way of ['label', 'preview'] as const) {
			times[way].push(await stopwatch(way, `${picture}${round}.jpg`));
		}
	}
	return { label: times.label.slice(1), preview: times.preview.slice(1) };
}

/** Does it, and answers the milliseconds from the release of the mouse until it is on the screen. */
async function createStopwatch(workbench: Workbench): Promise<Stopwatch> {
	const { page } = workbench;
	let onSeen: ((what: string, time: number) => void) | undefined;
	await page.context().exposeBinding('tellBench', (_, what: string, time: number) => onSeen?.(what, time));
	await page.context().addInitScript(watch);
	return async (way, name) => {
		const seen = new Promise<number>((resolve) => {
			onSeen = (what, time) => {
				if (what === `${way} ${name}`) {
					resolve(time);
				}
			};
		});
		await (way === 'label' ? workbench.rightClick(name, 'Classify digit image') : workbench.openFile(name));
		const time = await seen;
		return time - ((await page.evaluate('releasedAt')) as number);
	};
}

function report(figures: Record<string, number>, picture: string, when: string, times: Times): void {
	const [label, preview] = [median(times.label), median(times.preview)];
	figures[`${picture}.${when}.label`] = Math.round(label);
	figures[`${picture}.${when}.preview`] = Math.round(preview);
	figures[`${picture}.${when}.ratio`] = Number((label / preview).toFixed(2));
	console.log(`${picture}, ${when}: label ${label.toFixed(0)} ms, preview ${preview.toFixed(0)} ms`);
}
