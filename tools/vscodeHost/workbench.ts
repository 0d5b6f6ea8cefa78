import { mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Browser, ElementHandle, Frame, Locator, Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { Explorer } from './explorer.ts';
import { escapeForRegExp, QuickInput } from './quickInput.ts';
import { repeat } from './repeat.ts';
import { startServer, type PageOptions, type ServerOptions, type Settings, type VSCodeServer } from './vscodeServer.ts';

export type WorkbenchOptions = ServerOptions & PageOptions;

export type Theme = keyof typeof themes;

const themes = {
	light: { name: 'Light 2026', shown: '.vs' },
	dark: { name: 'Dark 2026', shown: '.vs-dark' },
	highContrast: { name: 'Default High Contrast', shown: '.hc-black' },
	highContrastLight: { name: 'Default High Contrast Light', shown: '.hc-light' },
} as const;

/** What lets a machine find its way about: a click only selects, and nothing pops up over a row. */
const steadySettings: Settings = {
	'workbench.colorTheme': themes.dark.name,
	'workbench.hover.delay': 60_000,
	'workbench.list.openMode': 'doubleClick',
	'workbench.tree.enableStickyScroll': false,
};

const extensionId = 'digit-classifier.digit-classifier';

/** A window of VS Code of its own: server, user settings, browser. It is ready when its extensions are known. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
	const starting = startServer(options);
	// Should the browser fail, the server is not left behind.
	const browser = await launchBrowser().catch(async (error: unknown) => {
		await (await starting).dispose();
		throw error;
	});
	const server = await starting.catch(async (error: unknown) => {
		await browser.close();
		throw error;
	});
	try {
		await server.writeMachineSettings(steadySettings);
		const context = await browser.newContext({
			viewport: { width: 1280, height: 900 },
			locale: 'en-US',
			reducedMotion: 'reduce',
			permissions: ['clipboard-read', 'clipboard-write'],
		});
		context.setDefaultTimeout(30_000);
		const page = await context.newPage();
		await page.goto(server.url(options));
		await untilReady(page);
		return new Workbench(page, server, browser);
	} catch (error) {
		await browser.close();
		await server.dispose();
		throw error;
	}
}

/** A person's hands and eyes. Every method waits for what it needs and fails after 30 s. */
export class Workbench {
	readonly quickInput: QuickInput;
	readonly #explorer: Explorer;
	#settings = steadySettings;

	constructor(
		readonly page: Page,
		private readonly server: VSCodeServer,
		private readonly browser: Browser,
	) {
		this.quickInput = new QuickInput(page);
		this.#explorer = new Explorer(page);
	}

	/** Runs a command from the palette, by its title without or with its category. */
	async runCommand(title: string): Promise<void> {
		await repeat(
			async () => this.page.keyboard.press('F1'),
			async (timeout) => this.quickInput.input.waitFor({ timeout }),
		);
		await this.quickInput.type(`>${title}`);
		await this.quickInput.choose(new RegExp(`(^|: )${escapeForRegExp(title)}$`));
	}

	/** Opens a file from the explorer; its path is relative to the folder, with `/`. */
	async openFile(path: string): Promise<void> {
		const name = path.split('/').at(-1) ?? path;
		await repeat(
			async () => (await this.#explorer.row(path)).dblclick(),
			async (timeout) => this.tab(name).waitFor({ timeout }),
		);
		if (/\.(jpe?g|png)$/i.test(name)) {
			// VS Code's preview takes the focus when it is loaded, which would close a list that is open by then.
			const preview = this.page.locator('iframe.webview.ready[src*="extensionId=vscode.media-preview"]:visible');
			await preview.contentFrame().locator('iframe#active-frame').contentFrame().locator('.container.ready').waitFor();
		}
	}

	/** Selects files in the explorer, and those alone. */
	async selectFiles(paths: readonly string[]): Promise<void> {
		for (const [index, path] of paths.entries()) {
			await (await this.#explorer.row(path)).click({ modifiers: index === 0 ? [] : ['ControlOrMeta'] });
		}
	}

	/** Right-clicks a file or folder in the explorer and takes an entry of its menu; a selection stays as it is. */
	async rightClick(path: string, menuItem: string): Promise<void> {
		const menu = await this.#explorer.openMenu(path);
		const item = menu.locator(`.action-label[aria-label="${menuItem}"]`);
		await item.waitFor();
		// A menu takes no click in its first tenth of a second; once it has taken one it is gone.
		await repeat(
			async () => item.click({ timeout: 500 }).catch(() => undefined),
			async (timeout) => menu.waitFor({ state: 'hidden', timeout }),
		);
	}

	/** The entries of a file's or folder's context menu in the explorer. */
	async contextMenuItems(path: string): Promise<string[]> {
		const menu = await this.#explorer.openMenu(path);
		const items = await menu.locator('.action-label:not(.separator)').allInnerTexts();
		await this.page.keyboard.press('Escape');
		await menu.waitFor({ state: 'hidden' });
		return items;
	}

	/** Answers VS Code's own file dialog, which is a quick input while there is no desktop. */
	async chooseFile(path: string): Promise<void> {
		// The dialog fills in a folder of its own once it is ready, over what was typed until then.
		await repeat(
			async () => this.quickInput.type(`${dirname(path)}/`),
			async (timeout) => this.quickInput.item(basename(path)).waitFor({ timeout }),
		);
		await this.quickInput.choose(basename(path));
	}

	/** Puts the cursor of the open text before a character; lines and columns count from 1. */
	async goTo(line: number, column: number): Promise<void> {
		await this.runCommand('Go to Line/Column...');
		await this.quickInput.type(`:${String(line)}:${String(column)}`);
		await this.quickInput.accept();
		await this.quickInput.input.waitFor({ state: 'hidden' });
	}

	/** An editor's tab. */
	tab(title: string | RegExp): Locator {
		return this.page.locator('.tabs-container .tab').filter({ hasText: title });
	}

	/** The document of the extension's panel that has this title, brought to the front. */
	async panel(title: string | RegExp = 'Digit'): Promise<Frame> {
		const tab = this.tab(title).first();
		await tab.waitFor();
		if ((await tab.getAttribute('aria-selected')) !== 'true') {
			await tab.click();
		}
		// VS Code hides the views behind, and holds each document in a frame inside a frame.
		const view = this.page.locator(`iframe.webview.ready[src*="extensionId=${extensionId}"]:visible`).last();
		const document = view.contentFrame().locator('iframe#active-frame');
		const element: ElementHandle | null = await document.elementHandle();
		const frame = await element?.contentFrame();
		if (!frame) {
			throw new Error(`The panel ${String(title)} has no document`);
		}
		return frame;
	}

	/** The texts of the notifications that are shown. */
	async notifications(): Promise<string[]> {
		return await this.page.locator('.notifications-toasts .notification-list-item-message').allInnerTexts();
	}

	/** A notification, with its buttons. */
	notification(text: string | RegExp): Locator {
		return this.page.locator('.notifications-toasts .notification-list-item').filter({ hasText: text });
	}

	statusBarItem(text: string | RegExp): Locator {
		return this.page.locator('.statusbar-item').filter({ hasText: text });
	}

	/**
	 * Changes settings while the window is open; those that are not named stay. They win over the user's, those of
	 * `openWorkbench` and what the extension writes.
	 */
	async changeSettings(settings: Settings): Promise<void> {
		this.#settings = { ...this.#settings, ...settings };
		await this.server.writeMachineSettings(this.#settings);
	}

	async setTheme(theme: Theme): Promise<void> {
		const { name, shown } = themes[theme];
		await this.changeSettings({ 'workbench.colorTheme': name });
		await this.page.locator(`.monaco-workbench${shown}`).waitFor();
	}

	/** What was last copied. */
	async clipboard(): Promise<string> {
		return await this.page.evaluate('navigator.clipboard.readText()');
	}

	/** Reloads the window by VS Code's own command, which first saves what is open. */
	async reload(): Promise<void> {
		await this.page.evaluate('globalThis.isOld = true');
		await this.runCommand('Developer: Reload Window');
		await this.page.waitForFunction('!globalThis.isOld');
		await untilReady(this.page);
	}

	/** Writes test-results/NAME.png; answers its path. */
	async screenshot(name: string): Promise<string> {
		await mkdir('test-results', { recursive: true });
		const path = join('test-results', `${name}.png`);
		await this.page.screenshot({ path });
		return path;
	}

	async dispose(): Promise<void> {
		await this.browser.close();
		await this.server.dispose();
	}
}

async function untilReady(page: Page): Promise<void> {
	await page.waitForFunction(`performance.getEntriesByName('code/didLoadExtensions').length > 0`);
}
