import type { ElementHandle, Frame, Locator, Page } from 'playwright-core';
import { repeat } from './repeat.ts';

const extensionId = 'digit-classifier.digit-classifier';

/** The document in sight of the extension's that has this title; VS Code writes it into its view after the tab is there. */
export async function findPanel(page: Page, title: string | RegExp): Promise<Frame> {
	let found: Frame | undefined;
	await repeat(
		async () => {
			found = await findDocument(page, title);
		},
		async (timeout) => {
			if (!found) {
				await page.waitForTimeout(timeout);
				throw new Error(`No panel has the title ${String(title)}`);
			}
		},
	);
	return found as Frame;
}

async function findDocument(page: Page, title: string | RegExp): Promise<Frame | undefined> {
	// VS Code hides the views behind, and holds each document in a frame inside a frame.
	const views = page.locator(`iframe.webview.ready[src*="extensionId=${extensionId}"]:visible`);
	for (const view of await views.all()) {
		const document = view.contentFrame().locator('iframe#active-frame');
		// Either may be gone by now, for another one.
		const element: ElementHandle | null = await document.elementHandle({ timeout: 1000 }).catch(() => null);
		const frame = await element?.contentFrame();
		const name = await frame?.title().catch(() => undefined);
		if (frame && name !== undefined && (typeof title === 'string' ? name === title : title.test(name))) {
			return frame;
		}
	}
	return undefined;
}

/** VS Code's own preview of an image file, once it shows it. */
export function imagePreview(page: Page): Locator {
	const view = page.locator('iframe.webview.ready[src*="extensionId=vscode.media-preview"]:visible');
	return view.contentFrame().locator('iframe#active-frame').contentFrame().locator('.container.ready');
}
