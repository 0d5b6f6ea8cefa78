import type { Frame } from 'playwright-core';
import { expect } from 'vitest';
import type { Workbench } from '../../tools/vscodeHost/workbench.ts';

/** What a person does with the panel of evaluations, and what they wait for. */
export class EvaluationPage {
	constructor(private readonly workbench: Workbench) {}

	async panel(): Promise<Frame> {
		return this.workbench.panel('Evaluation');
	}

	async header(): Promise<string> {
		return (await this.panel()).locator('header').innerText();
	}

	/** Waits for a count, such as `Answered: 1,997`. */
	async untilHeader(text: string | RegExp): Promise<void> {
		await expect.poll(async () => this.header()).toMatch(text);
	}

	async answered(): Promise<number> {
		return Number(/Answered: ([\d,]+)/.exec(await this.header())?.[1]?.replace(',', ''));
	}

	/** A run has ended or was cancelled. */
	async untilEnded(): Promise<void> {
		await (await this.panel()).getByRole('button', { name: 'Export…' }).waitFor();
	}

	async press(name: string | RegExp): Promise<void> {
		await (await this.panel()).getByRole('button', { name }).click();
	}

	/** Waits until so many pictures are listed. */
	async untilListed(count: number): Promise<void> {
		const heading = (await this.panel()).locator('.pictures h2');
		await expect.poll(async () => heading.innerText()).toBe(`What the model saw: ${count.toLocaleString('en')}`);
	}

	/** Answers VS Code's modal question. */
	async answerModal(text: string, button: string): Promise<void> {
		const dialog = this.workbench.page.locator('.monaco-dialog-box').filter({ hasText: text });
		await dialog.getByRole('button', { name: button, exact: true }).click();
		await dialog.waitFor({ state: 'hidden' });
	}

	/** Answers VS Code's own dialog, which fills in its proposal when it is ready. */
	async save(path: string): Promise<void> {
		const { input } = this.workbench.quickInput;
		await expect.poll(async () => input.inputValue()).toBe(path);
		await this.workbench.quickInput.accept();
	}
}
