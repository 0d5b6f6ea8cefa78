import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createModelArchive } from '../../src/endpoints/modelFile/createModelArchive.ts';
import type { Workbench } from '../../tools/vscodeHost/workbench.ts';
import { readXgboostPredictions } from '../../tools/sageMakerServer/runtime/xgboostModel.ts';
import { readRequest, startHttpServer, type HttpServer } from '../../tools/httpServer.ts';
import { startLocalService, type LocalService } from '../../tools/localService/localService.ts';
import { repeat } from '../../tools/vscodeHost/repeat.ts';
import { hesitate, startModel } from '../../tools/panelStates/startModel.ts';
import { openInstalled } from './openInstalled.ts';

const apiKey = 'the-key-of-the-service';

let folder: string;
let service: LocalService;
let container: HttpServer;
let hesitant: HttpServer;
let odd: HttpServer;
let workbench: Workbench;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'digit-classifier-endpoints-'));
	const pictures = join(folder, 'pictures');
	await mkdir(pictures);
	await copyFile('samples/7_1.jpg', join(pictures, '7_1.jpg'));
	await sharp('samples/3_1.jpg')
		.resize(320, 320, { kernel: 'cubic' })
		.negate()
		.png()
		.toFile(join(pictures, '3_paper.png'));
	await writeFile(join(folder, 'model.tar.gz'), createModelArchive(await readFile('model/xgboost/mnist.ubj')));

	service = await startLocalService({ apiKey });
	container = await startModel(await readXgboostPredictions());
	hesitant = await startModel(hesitate);
	odd = await startHttpServer((request, response) => {
		void readRequest(request).then(() =>
			response.setHeader('content-type', 'application/json').end('{"found": {"digit": 7}}'),
		);
	});
	workbench = await openInstalled({ folder: pictures });
	// The endpoint is named where a picture is in sight.
	await workbench.openFile('7_1.jpg');
});

afterAll(async () => {
	await workbench?.dispose();
	await container?.close();
	await hesitant?.close();
	await odd?.close();
	await service?.close();
	await rm(folder, { recursive: true, force: true });
});

/** What an endpoint says of a picture; the panel must show both, for it may still hold what another one said. */
async function label(name: string, endpoint: string): Promise<string> {
	await workbench.selectFiles([name]);
	const card = async () => (await workbench.panel()).locator(`article.classified[data-name="${name}"]`);
	// What was just saved in settings.json may not have reached the extension.
	await repeat(
		async () => workbench.rightClick(name, 'Classify digit image'),
		async (timeout) => (await card()).locator('dl', { hasText: endpoint }).waitFor({ timeout }),
	);
	return (await card()).locator('[data-role="label"]').innerText();
}

/** Tries the endpoint that has been described so far, saves it and waits until it is the chosen one. */
async function save(name: string): Promise<void> {
	await workbench.quickInput.answer('The name you will choose it by', name);
	await workbench.quickInput.item(/Save and use/).waitFor();
	await workbench.screenshot(`picker-${name}`);
	await workbench.quickInput.choose(/Save and use/);
	await workbench.statusBarItem(name).waitFor();
}

test('a REST API: added with its key, tried, asked with a 28×28 picture and with a photo', async () => {
	const { quickInput } = workbench;
	await workbench.runCommand('Select endpoint');
	await quickInput.choose(/REST API…/);
	await quickInput.answer('The address that takes the picture', service.url);
	await quickInput.choose('API key');
	await quickInput.answer('The API key', apiKey);
	await save('service');
	expect(await label('7_1.jpg', service.url)).toBe('7');
	expect(await label('3_paper.png', service.url)).toBe('3');
	await workbench.screenshot('rest-photo');
});

test('a container: added, tried, and marked as running', async () => {
	const { quickInput } = workbench;
	await workbench.runCommand('Select endpoint');
	await quickInput.choose(/Container…/);
	await quickInput.answer('Where the container listens', container.url);
	await save('container');
	expect(await label('7_1.jpg', container.url)).toBe('7');
	await workbench.runCommand('Select endpoint');
	await workbench.page.locator('.quick-input-list-row', { hasText: 'container' }).getByText('running').waitFor();
	await workbench.screenshot('picker-endpoints');
	await quickInput.cancel();
});

test('a container of whose answers nothing is known: saved, and mended in settings.json, which opens at its entry', async () => {
	const { quickInput, page } = workbench;
	await workbench.runCommand('Select endpoint');
	await quickInput.choose(/Container…/);
	await quickInput.answer('Where the container listens', odd.url);
	await quickInput.answer('The name you will choose it by', 'odd');
	await quickInput.item(/edit in settings.json/).waitFor();
	await workbench.screenshot('picker-odd');
	await quickInput.choose(/edit in settings.json/);
	// VS Code opens its settings over the window.
	const entry = page.locator('.monaco-modal-editor-block .view-line').filter({ hasText: '"name": "odd"' });
	await entry.waitFor();
	await workbench.screenshot('settings-odd');
	await page.keyboard.insertText(', "answer": { "label": "found.digit" }');
	await entry.filter({ hasText: 'found.digit' }).waitFor();
	await page.keyboard.press('ControlOrMeta+s');
	await page.keyboard.press('Escape');
	await entry.waitFor({ state: 'detached' });
	expect(await label('7_1.jpg', odd.url)).toBe('7');
});

test("a training job's model.tar.gz: added, tried, and asked without any network", async () => {
	const { quickInput } = workbench;
	await workbench.runCommand('Select endpoint');
	await quickInput.choose(/Model file…/);
	await workbench.chooseFile(join(folder, 'model.tar.gz'));
	await save('artifact');
	expect(await label('7_1.jpg', 'nothing left this machine')).toBe('7');
});

test('a label of low probability is said to be a guess: on its card, among others, to a screen reader', async () => {
	await workbench.changeSettings({
		'digitClassifier.endpoint': 'hesitant',
		'digitClassifier.endpoints': [{ type: 'container', name: 'hesitant', url: hesitant.url }],
	});
	await workbench.statusBarItem('hesitant').waitFor();
	expect(await label('7_1.jpg', hesitant.url)).toBe('7');
	const panel = await workbench.panel();
	const words = 'A guess: it could also be 1. A larger or clearer picture may help.';
	expect(await panel.locator('.notices p').allInnerTexts()).toEqual([words]);
	expect(await panel.getByRole('status').textContent()).toBe(`7_1.jpg: 7, probability 62.0%. ${words}`);
	await workbench.screenshot('doubt');

	await workbench.selectFiles(['3_paper.png', '7_1.jpg']);
	await workbench.rightClick('7_1.jpg', 'Classify digit image');
	await panel.getByText('2 pictures classified').waitFor();
	const notices = async (name: string) => panel.locator(`[data-name="${name}"] .notices p`).allInnerTexts();
	expect(await notices('7_1.jpg')).toEqual([words]);
	expect(await notices('3_paper.png')).toEqual([]);
});
