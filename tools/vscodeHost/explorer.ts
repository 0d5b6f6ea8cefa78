import { sep } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { openMenu, takeFromMenu } from './contextMenu.ts';
import { patience } from './repeat.ts';
import { untilDrawn } from './untilDrawn.ts';

/** The explorer's tree. Paths are relative to the folder that is open, with `/`. */
export class Explorer {
	readonly #page: Page;
	readonly #view: Locator;

	constructor(page: Page) {
		this.#page = page;
		this.#view = page.locator('.explorer-folders-view');
	}

	/** The row of a file or folder, its parents unfolded. */
	async row(path: string): Promise<Locator> {
		const names = path.split('/');
		for (const depth of names.keys()) {
			const row = this.#view
				.locator(`.monaco-list-row[aria-level="${String(depth + 1)}"]`)
				.filter({ has: this.#page.locator(endsWith(names.slice(0, depth + 1))) });
			await this.#scrollTo(row);
			if (depth === names.length - 1) {
				return row;
			}
			if ((await row.getAttribute('aria-expanded')) === 'false') {
				await row.locator('.monaco-tl-twistie').click();
			}
		}
		throw new Error(`No path: ${path}`);
	}

	/** The entries of a file's or folder's context menu. */
	async menuItems(path: string): Promise<string[]> {
		const menu = await openMenu(await this.row(path));
		const items = await menu.locator('.action-label:not(.separator)').allInnerTexts();
		await this.#page.keyboard.press('Escape');
		await menu.waitFor({ state: 'hidden' });
		return items;
	}

	/** Takes an entry of a file's or folder's context menu. Rejects where it is not offered in time. */
	async takeFromMenu(path: string, menuItem: string): Promise<void> {
		await takeFromMenu(this.#page, async () => this.row(path), menuItem);
	}

	/** The list draws the rows in view alone, so page through it from the top. */
	async #scrollTo(row: Locator): Promise<void> {
		await this.#view.locator('.monaco-list-row').first().waitFor();
		const deadline = Date.now() + patience;
		for (let step = 0; (await row.count()) === 0; step++) {
			if (Date.now() > deadline) {
				throw new Error(`Not in the explorer: ${String(row)}`);
			}
			await this.#view.locator('.monaco-list').press(step % 20 === 0 ? 'Home' : 'PageDown');
			await untilDrawn(this.#page);
		}
	}
}

function endsWith(names: readonly string[]): string {
	return `.explorer-item[aria-label$=${JSON.stringify(sep + names.join(sep))}]`;
}
