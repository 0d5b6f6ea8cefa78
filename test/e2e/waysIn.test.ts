import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stroke, strokeWith } from '../../tools/vscodeHost/stroke.ts';
import type { Workbench } from '../../tools/vscodeHost/workbench.ts';
import { openInstalled } from './openInstalled.ts';
import { label, shownCards, untilShownCards } from './shownCards.ts';

let folder: string;
let workbench: Workbench;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'digit-classifier-ways-in-'));
	for (const name of ['0_1.jpg', '3.png', '7_1.jpg']) {
		await copyFile(join('samples', name), join(folder, name));
	}
	workbench = await openInstalled({ folder });
});

afterAll(async () => {
	await workbench?.dispose();
	await rm(folder, { recursive: true, force: true });
});

/** The name, how or from where it came in, and the label or what went wrong. */
const parts = ['.name', '.place', label];

/** Lets go of files of the system's over the page. */
async function drop(panel: Frame, files: readonly { name: string; content: Buffer }[]): Promise<void> {
	const given = files.map(({ name, content }) => ({ name, base64: content.toString('base64') }));
	await panel.evaluate(`{
		const dataTransfer = new DataTransfer();
		for (const { name, base64 } of ${JSON.stringify(given)}) {
			const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
			dataTransfer.items.add(new File([bytes], name));
		}
		document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
	}`);
}

describe('drawing', () => {
	test('a one drawn with the mouse is classified as the pen lifts', async () => {
		await workbench.runCommand('Draw a digit');
		const panel = await workbench.panel();
		const canvas = panel.getByRole('img', { name: 'Paper to draw on' });
		await canvas.waitFor();
		expect(await panel.getByRole('button', { name: 'Clear' }).isDisabled()).toBe(true);
		expect(await panel.getByRole('button', { name: 'Draw a Digit' }).isVisible()).toBe(false);
		await stroke(workbench.page, canvas, [0.4, 0.3], [0.52, 0.15], [0.52, 0.85]);
		await untilShownCards(panel, parts, ['drawing.png | Drawn | 1']);
		await workbench.screenshot('draw');
	});

	test('each stroke is classified with those before, and can be taken back with the keyboard', async () => {
		const panel = await workbench.panel();
		const canvas = panel.getByRole('img', { name: 'Paper to draw on' });
		await panel.getByRole('button', { name: 'Clear' }).click();
		await untilShownCards(panel, parts, []);
		await stroke(workbench.page, canvas, [0.35, 0.2], [0.35, 0.5], [0.65, 0.5]);
		await stroke(workbench.page, canvas, [0.62, 0.2], [0.6, 0.85]);
		await untilShownCards(panel, parts, ['drawing.png | Drawn | 4']);
		const both = await panel.locator('article .bars').innerText();
		await workbench.page.keyboard.press('ControlOrMeta+z');
		await expect.poll(async () => panel.locator('article .bars').innerText()).not.toBe(both);
		await workbench.page.keyboard.press('ControlOrMeta+z');
		await untilShownCards(panel, parts, []);
	});

	test.each(['pen', 'touch'] as const)('by %s, too', async (pointer) => {
		const panel = await workbench.panel();
		const canvas = panel.getByRole('img', { name: 'Paper to draw on' });
		await strokeWith(pointer, workbench.page, canvas, [0.4, 0.3], [0.52, 0.15], [0.52, 0.85]);
		await untilShownCards(panel, parts, ['drawing.png | Drawn | 1']);
		await panel.getByRole('button', { name: 'Clear' }).click();
		await untilShownCards(panel, parts, []);
	});

	test('what is drawn is still there when the panel was behind another tab', async () => {
		const panel = await workbench.panel();
		const canvas = panel.getByRole('img', { name: 'Paper to draw on' });
		await stroke(workbench.page, canvas, [0.3, 0.2], [0.7, 0.2], [0.45, 0.85]);
		await untilShownCards(panel, parts, ['drawing.png | Drawn | 7']);
		const paper = async (frame: Frame) =>
			frame.locator('.draw canvas').evaluate((node: { toDataURL: () => string }) => node.toDataURL());
		const before = await paper(panel);
		await workbench.runCommand('New Untitled Text File');
		await workbench.tab('Untitled-1').waitFor();
		const again = await workbench.panel();
		await again.locator('.draw canvas').waitFor();
		expect(await paper(again)).toBe(before);
		expect(await shownCards(again, parts)).toEqual(['drawing.png | Drawn | 7']);
	});
});

describe('taking along', () => {
	test('the 28×28 is copied as PNG; pasted, it is taken as it is', async () => {
		const panel = await workbench.panel();
		await panel.getByRole('button', { name: 'Copy the 28 × 28 as PNG' }).click();
		await workbench.statusBarItem('Copied: 28 × 28 as PNG').waitFor();
		await workbench.page.keyboard.press('ControlOrMeta+v');
		await untilShownCards(panel, parts, ['image.png | Pasted | 7']);
		expect(await panel.locator('dl').innerText()).toContain('auto → none');
	});

	test('a button pastes, too', async () => {
		const panel = await workbench.panel();
		await panel.getByRole('button', { name: 'Paste' }).click();
		await untilShownCards(panel, parts, ['image.png | Pasted | 7']);
	});

	test('VS Code shows what was pasted in its own preview', async () => {
		const panel = await workbench.panel();
		await panel.getByRole('button', { name: 'Open the picture in an editor' }).click();
		await workbench.statusBarItem('28x28').waitFor();
		await workbench.tab('image.png').waitFor();
	});

	test('the 28×28 is saved as PNG', async () => {
		const panel = await workbench.panel();
		await panel.getByRole('button', { name: 'Save the 28 × 28 as PNG…' }).click();
		await expect.poll(async () => workbench.quickInput.input.inputValue()).toBe(join(folder, 'image-28x28.png'));
		await workbench.quickInput.accept();
		await workbench.statusBarItem('Saved: image-28x28.png').waitFor();
		expect(await sharp(join(folder, 'image-28x28.png')).metadata()).toMatchObject({ width: 28, height: 28 });
	});

	test('what is in memory alone can be saved', async () => {
		const panel = await workbench.panel();
		await panel.getByRole('button', { name: 'Save the picture…' }).click();
		await expect.poll(async () => workbench.quickInput.input.inputValue()).toBe(join(folder, 'image.png'));
		await workbench.quickInput.accept();
		await workbench.statusBarItem('Saved: image.png').waitFor();
		const [saved, digit] = await Promise.all(
			['image.png', 'image-28x28.png'].map(async (name) =>
				sharp(join(folder, name)).toColourspace('b-w').raw().toBuffer(),
			),
		);
		expect(saved).toEqual(digit);
	});

	test('Copy As offers its choices before it touches the clipboard', async () => {
		const panel = await workbench.panel();
		await workbench.page.evaluate('navigator.clipboard.writeText("mine")');
		await panel.getByRole('button', { name: 'Copy As…' }).click();
		expect(await workbench.quickInput.items()).toEqual(['Label', 'CSV row']);
		expect(await workbench.clipboard()).toBe('mine');
		await workbench.quickInput.choose('Label');
		await workbench.statusBarItem('Copied: Label').waitFor();
		expect(await workbench.clipboard()).toBe('7');
	});
});

describe('dropping', () => {
	test('files of the system, two of one name and one that is no picture', async () => {
		const panel = await workbench.panel();
		const [three, zero] = await Promise.all(['3.png', '0_1.jpg'].map(async (name) => readFile(join('samples', name))));
		await drop(panel, [
			{ name: 'digit.png', content: three as Buffer },
			{ name: 'digit.png', content: zero as Buffer },
			{ name: 'notes.txt', content: Buffer.from('3') },
		]);
		await panel.getByRole('heading', { name: '2 of 3 pictures classified' }).waitFor();
		const [first, second, third] = await shownCards(panel, parts);
		expect([first, second]).toEqual(['digit.png |  | 3', 'digit (2).png |  | 0']);
		expect(third).toMatch(/^notes\.txt \| {2}\| The content of this file is no picture/);
	});

	test('a file that is too large says so, until the limit is raised', async () => {
		const panel = await workbench.panel();
		const content = await readFile('samples/3.png');
		const dropped = async () => {
			await drop(panel, [{ name: 'three.png', content }]);
			return shownCards(panel, parts);
		};
		await workbench.changeSettings({ 'digitClassifier.maximumFileSize': 0.0001 });
		const refused = /^three\.png \| Dropped \| The file has .*, and the limit is 100 byte/;
		await expect.poll(dropped).toEqual([expect.stringMatching(refused)]);
		await workbench.changeSettings({ 'digitClassifier.maximumFileSize': 25 });
		await expect.poll(dropped).toEqual(['three.png | Dropped | 3']);
	});

	test('pictures of the Explorer, with Shift', async () => {
		const panel = await workbench.panel();
		await workbench.selectFiles(['0_1.jpg', '7_1.jpg']);
		const box = await panel.frameElement().then(async (element) => element.boundingBox());
		const row = workbench.page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: '7_1.jpg' });
		await row.hover();
		const { mouse, keyboard } = workbench.page;
		await mouse.down();
		await keyboard.down('Shift');
		const { x, y } = box ?? { x: 0, y: 0 };
		await mouse.move(x + 100, y + 100, { steps: 5 });
		await mouse.move(x + 200, y + 200, { steps: 5 });
		await panel.getByText('Drop to classify').waitFor();
		await mouse.move(x + 210, y + 210, { steps: 5 });
		await mouse.up();
		await keyboard.up('Shift');
		await untilShownCards(panel, parts, [
			expect.stringMatching(/^0_1\.jpg \| .* \| 0$/),
			expect.stringMatching(/^7_1\.jpg \| .* \| 7$/),
		]);
	});

	test('no file is read that the window does not show', async () => {
		const panel = await workbench.panel();
		await panel.evaluate(`{
			const dataTransfer = new DataTransfer();
			const uris = ${JSON.stringify([`file://${process.cwd()}/samples/4_1.jpg`, `file://${folder}/../4_1.jpg`, `file://${folder}/3.png`])};
			dataTransfer.setData('text/uri-list', uris.join('\\r\\n'));
			document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
		}`);
		await workbench.notification('Not classified: 4_1.jpg, 4_1.jpg.').waitFor();
		await untilShownCards(panel, parts, [expect.stringMatching(/^3\.png \| .* \| 3$/)]);
	});
});

test('after a reload the label of what was dropped stays, and the picture is said to be gone', async () => {
	const panel = await workbench.panel();
	await drop(panel, [{ name: 'three.png', content: await readFile('samples/3.png') }]);
	await untilShownCards(panel, parts, ['three.png | Dropped | 3']);
	await workbench.reload();
	const again = await workbench.panel();
	expect(await shownCards(again, parts)).toEqual(['three.png | Dropped | 3']);
	await again.getByText('No longer there').waitFor();
	expect(await again.getByRole('button', { name: 'Open the picture in an editor' }).count()).toBe(0);
	await again.getByRole('button', { name: 'Classify Again' }).click();
	await untilShownCards(again, parts, [
		expect.stringMatching(/^three\.png \| Dropped \| The picture is no longer in memory/),
	]);
});
