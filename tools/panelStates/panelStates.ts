import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from '../vscodeHost/vscodeServer.ts';
import { stroke } from '../vscodeHost/stroke.ts';
import type { Workbench } from '../vscodeHost/workbench.ts';
import { makePictures, type Pictures } from './pictures.ts';
import { among47, hesitate, startModel } from './startModel.ts';

/** One of the states that people see, and how they come to it. */
export interface PanelState {
	readonly name: string;
	/** The title of its panel; default: the results'. */
	readonly panel?: string;
	/** Resolves when all of it is there. */
	readonly show: (workbench: Workbench) => Promise<void>;
	/** Where it is not in the panel but over the window, how it is left again. */
	readonly leave?: (workbench: Workbench) => Promise<void>;
}

export interface PanelStates {
	/** What the window is to be opened on. */
	readonly folder: string;
	readonly settings: Settings;
	readonly states: readonly PanelState[];
	readonly dispose: () => Promise<void>;
}

const fashion = [
	'T-shirt/top',
	'Trouser',
	'Pullover',
	'Dress',
	'Coat',
	'Sandal',
	'Shirt',
	'Sneaker, or another shoe that is worn for sports',
	'Bag',
	'Ankle boot',
];

/** The states of the panel and of the picker; with endpoints on this machine that bring them about. */
export async function preparePanelStates(): Promise<PanelStates> {
	const pictures = await makePictures();
	const model = await startModel(hesitate);
	const letters = await startModel(among47);
	const stopped = await startModel(hesitate);
	await stopped.close();
	const settings = {
		'digitClassifier.endpoints': [
			{ type: 'container', name: 'hesitant', url: model.url },
			{ type: 'container', name: 'fashion', url: model.url, labels: fashion },
			{ type: 'container', name: 'letters', url: letters.url },
			{ type: 'container', name: 'stopped', url: stopped.url },
			{ type: 'sageMaker', name: 'cloud', endpointName: 'digits', profile: 'nobody', region: 'us-east-1' },
		],
	};
	return {
		folder: pictures.folder,
		settings,
		states: statesOf(pictures),
		dispose: async () => {
			await model.close();
			await letters.close();
			await pictures.dispose();
		},
	};
}

function statesOf({
	folder,
	samples,
	photo,
	blank,
	number,
	table,
	year,
	crossed,
	touching,
	five,
	avif,
	tiff,
	broken,
	classes,
	numbers,
	idx,
}: Pictures): readonly PanelState[] {
	return [
		classified('single', ['7_1.jpg']),
		classified('photo', [photo]),
		classified('number', [number]),
		classified('table', [table]),
		classified('2026', [year]),
		classified('crossed sevens', [crossed]),
		classified('touching digits', [touching]),
		classified('five with a loose flag', [five]),
		classified('AVIF', [avif]),
		classified('TIFF', [tiff]),
		classified('number in doubt', [number], 'hesitant'),
		classified('words as labels', ['7_1.jpg'], 'fashion'),
		classified('many classes', ['7_1.jpg'], 'letters'),
		classified('doubt', ['7_1.jpg'], 'hesitant'),
		classified('many', [photo, number, ...samples, blank, ...broken]),
		classified('nothing there', [blank]),
		classified('unreadable', ['text.jpg']),
		classified('endpoint stopped', ['7_1.jpg'], 'stopped'),
		classified('profile unknown', ['7_1.jpg'], 'cloud'),
		{
			name: 'Copy As',
			async show(workbench) {
				await classify(workbench, ['7_1.jpg'], 'cloud');
				const panel = await workbench.panel();
				await panel.getByRole('button', { name: 'Copy As…' }).click();
				await workbench.quickInput.item('boto3').waitFor();
			},
			leave: async ({ quickInput }) => quickInput.cancel(),
		},
		{
			name: 'draw',
			async show(workbench) {
				await workbench.changeSettings({ 'digitClassifier.endpoint': 'built-in' });
				await workbench.runCommand('Draw a digit');
				const panel = await workbench.panel();
				const paper = panel.getByRole('img', { name: 'Paper to draw on' });
				await stroke(workbench.page, paper, [0.4, 0.3], [0.52, 0.15], [0.52, 0.85]);
				await panel.locator('article.classified').waitFor();
			},
		},
		{
			name: 'comparison',
			async show(workbench) {
				await classify(workbench, ['7_1.jpg'], 'hesitant');
				const panel = await workbench.panel();
				await panel.getByRole('button', { name: 'Compare with…' }).click();
				await workbench.quickInput.choose('fashion');
				await panel.locator('.comparison').getByText('fashion').first().waitFor();
			},
		},
		{
			name: 'changed and gone',
			async show(workbench) {
				await copyFile('samples/1_1.jpg', join(folder, 'changed.jpg'));
				await copyFile('samples/0_1.jpg', join(folder, 'gone.jpg'));
				await classify(workbench, ['7_1.jpg', 'changed.jpg', 'gone.jpg']);
				await copyFile(join(folder, '3_1.jpg'), join(folder, 'changed.jpg'));
				await rm(join(folder, 'gone.jpg'));
				const panel = await workbench.panel();
				await panel.getByText('changed since').waitFor();
				await panel.getByText('moved or deleted since').first().waitFor();
			},
		},
		{
			name: 'evaluation',
			panel: 'Evaluation',
			async show(workbench) {
				await workbench.runCommand('View: Close All Editors');
				await workbench.changeSettings({ 'digitClassifier.endpoint': 'built-in' });
				await workbench.showSideBar(true);
				await workbench.selectFiles([...samples.slice(2), ...broken]);
				await workbench.rightClick('text.jpg', 'Evaluate on dataset…');
				const panel = await workbench.panel('Evaluation');
				await panel.getByRole('button', { name: 'Export…' }).waitFor();
				await workbench.showSideBar(false);
			},
		},
		{
			name: 'evaluation compared',
			panel: 'Evaluation',
			async show(workbench) {
				const panel = await workbench.panel('Evaluation');
				await panel.getByRole('button', { name: 'Compare with…' }).click();
				await workbench.quickInput.choose('hesitant');
				await panel.locator('.comparison').waitFor();
				await panel.getByRole('button', { name: 'Export…' }).waitFor();
			},
		},
		{
			name: 'suspected labels',
			panel: 'Evaluation',
			async show(workbench) {
				await workbench.showSideBar(true);
				await workbench.rightClick(classes, 'Evaluate on dataset…');
				const panel = await workbench.panel('Evaluation');
				await panel.getByRole('button', { name: 'Suspected labels: 1' }).click();
				await panel.locator('.review').getByText('More likely: 7').waitFor();
				await workbench.showSideBar(false);
			},
		},
		{
			name: 'evaluation of numbers',
			panel: 'Evaluation',
			async show(workbench) {
				await workbench.showSideBar(true);
				await workbench.rightClick(numbers, 'Evaluate on dataset…');
				const panel = await workbench.panel('Evaluation');
				await panel.getByText('of numbers right').first().waitFor();
				await panel.getByRole('button', { name: 'Export…' }).waitFor();
				await workbench.showSideBar(false);
			},
		},
		{
			name: 'idx file',
			panel: idx,
			async show(workbench) {
				await workbench.runCommand('View: Close All Editors');
				await workbench.showSideBar(true);
				await workbench.openFile(idx);
				await (await workbench.panel(idx)).locator('#digits-0:not([data-mark="loading"])').waitFor();
				await workbench.showSideBar(false);
			},
		},
		{
			name: 'picker',
			async show(workbench) {
				await workbench.runCommand('Select endpoint');
				await workbench.quickInput.items();
			},
			leave: async ({ quickInput }) => quickInput.cancel(),
		},
	];
}

/** What the endpoint says of the pictures. */
function classified(name: string, files: readonly [string, ...string[]], endpoint?: string): PanelState {
	return { name, show: async (workbench) => classify(workbench, files, endpoint) };
}

async function classify(
	workbench: Workbench,
	files: readonly [string, ...string[]],
	endpoint = 'built-in',
): Promise<void> {
	await workbench.changeSettings({ 'digitClassifier.endpoint': endpoint });
	await workbench.showSideBar(true);
	await workbench.selectFiles(files);
	await workbench.rightClick(files[0], 'Classify digit image');
	const panel = await workbench.panel();
	for (const file of files) {
		await panel.locator(`article[data-name="${file}"]:is(.classified, .failed)`).waitFor({ state: 'attached' });
	}
	await workbench.showSideBar(false);
}
