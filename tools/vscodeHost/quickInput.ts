import type { Locator, Page } from 'playwright-core';
import { repeat } from './repeat.ts';

/** VS Code's list at the top of the window: palette, quick pick and input box. */
export class QuickInput {
	/** The text field. */
	readonly input: Locator;
	readonly #widget: Locator;
	readonly #rows: Locator;

	constructor(readonly page: Page) {
		this.#widget = page.locator('.quick-input-widget:visible');
		this.input = this.#widget.locator('.quick-input-box input:visible');
		this.#rows = this.#widget.locator('.quick-input-list .monaco-list-row');
	}

	/** Replaces the text, once the field is there. */
	async type(text: string, options: { readonly timeout?: number } = {}): Promise<void> {
		await this.input.fill(text, options);
	}

	/** The labels of the items in view, once there are any. */
	async items(): Promise<string[]> {
		await this.#rows.first().waitFor();
		return await this.#rows.locator('.quick-input-list-row:first-child .label-name').allInnerTexts();
	}

	/** The item whose label is, or matches, the one given. */
	item(label: string | RegExp): Locator {
		const exact = typeof label === 'string' ? new RegExp(`^${escapeForRegExp(label)}$`) : label;
		const name = this.page.locator('.quick-input-list-row:first-child .label-name').filter({ hasText: exact });
		return this.#rows.filter({ has: name }).first();
	}

	/** Takes an item; the list is gone afterwards, so that what comes next is another one. */
	async choose(label: string | RegExp): Promise<void> {
		const item = this.item(label);
		await item.waitFor();
		await repeat(
			async () => item.click({ timeout: 500 }).catch(() => undefined),
			async (timeout) => item.waitFor({ state: 'hidden', timeout }),
		);
	}

	/** The label of the item that Enter takes. */
	async active(): Promise<string> {
		const row = this.#widget.locator('.quick-input-list .monaco-list-row.focused');
		return await row.locator('.quick-input-list-row:first-child .label-name').innerText();
	}

	/** Presses one of an item's own buttons, by its title. */
	async press(label: string | RegExp, button: string): Promise<void> {
		const item = this.item(label);
		await item.waitFor();
		await item.hover();
		await item.locator('.quick-input-list-entry-action-bar').getByRole('button', { name: button }).click();
	}

	/** Answers an input box once it asks for that: the one before it may still be there. Without a text, as it is. */
	async answer(prompt: string | RegExp, text?: string): Promise<void> {
		await this.message.filter({ hasText: prompt }).waitFor();
		if (text !== undefined) {
			await this.type(text);
		}
		await this.accept();
	}

	/** Enter: takes the text typed, or the item that has the focus. */
	async accept(): Promise<void> {
		await this.input.press('Enter');
	}

	/** The arrow in the title. */
	async goBack(): Promise<void> {
		await this.#widget.locator('.quick-input-titlebar').getByRole('button', { name: 'Back' }).click();
	}

	/** Leaves it; where something else has just taken the focus, it is gone already. */
	async cancel(): Promise<void> {
		await repeat(
			async () => this.page.keyboard.press('Escape'),
			async (timeout) => this.#widget.waitFor({ state: 'hidden', timeout }),
		);
	}

	/** What an input box says about the text typed. */
	get message(): Locator {
		return this.#widget.locator('.quick-input-message');
	}
}

export function escapeForRegExp(text: string): string {
	return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
