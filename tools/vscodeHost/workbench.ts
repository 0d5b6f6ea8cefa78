import { mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Browser, CDPSession, Frame, Locator, Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { Explorer } from './explorer.ts';
import { escapeForRegExp, QuickInput } from './quickInput.ts';
import { findPanel, imagePreview } from './findPanel.ts';
import { patience, repeat } from './repeat.ts';
import { untilDrawn } from './untilDrawn.ts';
import { startServer, type PageOptions, type ServerOptions, type Settings, type VSCodeServer } from './vscodeServer.ts';

export type WorkbenchOptions = ServerOptions & PageOptions;

export type Theme = keyof typeof themes;

export const themes = {
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

/** Of the window, in pixels. */
const standardSize = { width: 1280, height: 900 };

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
			viewport: standardSize,
			locale: 'en-US',
			reducedMotion: 'reduce',
			permissions: ['clipboard-read', 'clipboard-write'],
		});
		context.setDefaultTimeout(patience);
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

/** A person's hands and eyes. Every method waits for what it needs and fails after {@link patience}. */
export class Workbench {
	readonly quickInput: QuickInput;
	readonly #explorer: Explorer;
	#settings = steadySettings;
	#metrics: CDPSession | undefined;

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
		const label = new RegExp(`(^|: )${escapeForRegExp(title)}$`);
		// The palette closes where something else takes the focus just then.
		await repeat(
			async () => {
				await this.page.keyboard.press('F1');
				await this.quickInput.type(`>${title}`, { timeout: 1_000 }).catch(() => undefined);
			},
			async (timeout) => this.quickInput.item(label).waitFor({ timeout }),
		);
		await this.quickInput.choose(label);
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
			const preview = imagePreview(this.page);
			// A busy window may never load its first one; opened anew it does.
			await preview.waitFor({ timeout: patience / 4 }).catch(async () => {
				await this.runCommand('Close Editor');
				await (await this.#explorer.row(path)).dblclick();
				await preview.waitFor();
			});
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
		await this.#explorer.takeFromMenu(path, menuItem);
	}

	/** The entries of a file's or folder's context menu in the explorer. */
	async contextMenuItems(path: string): Promise<string[]> {
		return await this.#explorer.menuItems(path);
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
		return await findPanel(this.page, title);
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

	/** Makes the window as large as this, in pixels. */
	async resize(width = standardSize.width, height = standardSize.height): Promise<void> {
		await this.page.setViewportSize({ width, height });
		await untilDrawn(this.page);
	}

	/** Zooms as the browser does: the window has as many pixels less as each of them is larger. */
	async zoom(factor: number): Promise<void> {
		// Metrics last as long as the session that has set them.
		this.#metrics ??= await this.page.context().newCDPSession(this.page);
		const [width, height] = [standardSize.width / factor, standardSize.height / factor];
		const metrics = { width, height, deviceScaleFactor: factor, mobile: false };
		await this.#metrics.send('Emulation.setDeviceMetricsOverride', metrics);
		await untilDrawn(this.page);
	}

	/** Shows the side bar, or leaves its room to the editors. */
	async showSideBar(isShown: boolean): Promise<void> {
		const sideBar = this.page.locator('.part.sidebar');
		if ((await sideBar.isVisible()) !== isShown) {
			await this.runCommand('Toggle Primary Side Bar Visibility');
			await sideBar.waitFor({ state: isShown ? 'visible' : 'hidden' });
		}
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
