import type { Locator, Page } from 'playwright-core';
import { repeat } from './repeat.ts';

/** Right-clicks something, and gives its menu. */
export async function openMenu(target: Locator): Promise<Locator> {
	await target.click({ button: 'right' });
	const menu = target.page().locator('.monaco-menu-container .monaco-menu');
	await menu.waitFor();
	return menu;
}

/**
 * Takes an entry of the context menu of what `find` gives, again each time: lists are drawn anew. Rejects where it is
 * not offered in time.
 */
export async function takeFromMenu(page: Page, find: () => Promise<Locator>, menuItem: string): Promise<void> {
	let isTaken = false;
	// A menu stays as it was opened: without what was not known by then, or disabled until the folder is trusted.
	await repeat(
		async () => {
			isTaken = await tryMenu(page, await openMenu(await find()), menuItem);
		},
		async () => {
			if (!isTaken) {
				throw new Error(`The menu does not offer: ${menuItem}`);
			}
		},
	);
}

/** Answers whether the menu, which is gone then, has taken the click. */
async function tryMenu(page: Page, menu: Locator, menuItem: string): Promise<boolean> {
	const item = menu.locator(`.action-item:not(.disabled) .action-label[aria-label="${menuItem}"]`);
	let isTaken = false;
	// It takes no click in its first tenth of a second, and may be gone untaken where something else took the focus.
	await repeat(
		async () => {
			const clicked = await item.click({ timeout: 500 }).then(
				() => true,
				() => false,
			);
			isTaken ||= clicked;
			if (!isTaken && (await menu.isVisible())) {
				await page.keyboard.press('Escape');
			}
		},
		async (timeout) => menu.waitFor({ state: 'hidden', timeout }),
	);
	return isTaken;
}
