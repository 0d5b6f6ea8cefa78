// `npm start` opens the extension in a real VS Code on samples/. `npm start -- --check [FILE]` classifies one
// sample there as a person would, and prints what came of it as one line of JSON.
import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { installPackaged } from '../tools/vscodeHost/packagedExtension.ts';
import { commandExists, run, untilInterrupted } from '../tools/vscodeHost/processes.ts';
import { startServer } from '../tools/vscodeHost/vscodeServer.ts';
import { openWorkbench } from '../tools/vscodeHost/workbench.ts';

const folder = resolve('samples');
const [mode, file] = process.argv.slice(2);

if (mode === '--check') {
	try {
		const { label, name, screenshot } = await check(file);
		const isRight = label === name.charAt(0);
		const problem = isRight ? {} : { error: `The label of ${name} is ${label}` };
		console.log(JSON.stringify({ label: Number(label), file: name, screenshot, ...problem }));
		process.exit(isRight ? 0 : 1);
	} catch (error) {
		console.log(JSON.stringify({ error: error instanceof Error ? error.message : String(error) }));
		process.exit(1);
	}
} else {
	await (hasDesktop() && commandExists('code') ? openDesktop() : serveBrowser());
}

/** Classifies a sample, whose name begins with its digit, from the Explorer's menu. */
async function check(wanted?: string): Promise<{ label: string; name: string; screenshot: string }> {
	const samples = (await readdir(folder)).filter((sample) => /^\d_.*\.(jpe?g|png)$/i.test(sample));
	const name = wanted ?? samples.find((sample) => sample.startsWith('7_')) ?? samples[0];
	if (name === undefined) {
		throw new Error(`No sample in ${folder}`);
	}
	console.error('Packaging and installing …');
	const { extensionsFolder, dispose } = await installPackaged();
	console.error('Starting VS Code …');
	const workbench = await openWorkbench({ folder, extensionsFolder });
	try {
		console.error(`Classifying ${name} …`);
		await workbench.rightClick(name, 'Classify digit image');
		const panel = await workbench.panel();
		const shown = panel.locator(`article[data-name="${basename(name)}"]`);
		const label = shown.locator('[data-role="label"]');
		const alert = shown.locator('[role="alert"]');
		await label.or(alert).first().waitFor();
		const screenshot = await workbench.screenshot('check');
		if (await alert.isVisible()) {
			throw new Error(await alert.innerText());
		}
		return { label: (await label.innerText()).trim(), name: basename(name), screenshot };
	} finally {
		await workbench.dispose();
		await dispose();
	}
}

function hasDesktop(): boolean {
	const { DISPLAY, WAYLAND_DISPLAY } = process.env;
	return process.platform !== 'linux' || Boolean(DISPLAY ?? WAYLAND_DISPLAY);
}

async function openDesktop(): Promise<void> {
	await run(process.execPath, ['esbuild.mjs']);
	const args = ['--new-window', `--extensionDevelopmentPath=${resolve('.')}`, folder];
	await run('code', args, { shell: process.platform === 'win32' });
}

async function serveBrowser(): Promise<void> {
	console.error('Packaging and installing …');
	const { extensionsFolder, dispose } = await installPackaged();
	const server = await startServer({ extensionsFolder, endsAlone: false });
	const url = server.url({ folder });
	console.log(`VS Code with Digit Classifier: ${url}\nRight-click a picture in the Explorer. Ctrl+C stops it.`);
	if (hasDesktop()) {
		openInDefaultBrowser(url);
	}
	await untilInterrupted();
	await server.dispose();
	await dispose();
}

function openInDefaultBrowser(url: string): void {
	const openers: Partial<Record<NodeJS.Platform, [string, ...string[]]>> = {
		darwin: ['open', url],
		win32: ['rundll32', 'url.dll,FileProtocolHandler', url],
	};
	const [command, ...args] = openers[process.platform] ?? ['xdg-open', url];
	// Where there is nothing to open it with, the address is printed.
	spawn(command, args, { stdio: 'ignore', detached: true })
		.on('error', () => undefined)
		.unref();
}
