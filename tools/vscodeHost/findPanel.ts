import type { ElementHandle, Frame, Locator, Page } from 'playwright-core';

const extensionId = 'digit-classifier.digit-classifier';

/** The document in sight of the extension's that has this title. */
export async function findPanel(page: Page, title: string | RegExp): Promise<Frame> {
	// VS Code hides the views behind, and holds each document in a frame inside a frame.
	const views = page.locator(`iframe.webview.ready[src*="extensionId=${extensionId}"]:visible`);
	await views.first().waitFor();
	const frames: Frame[] = [];
	for (const view of await views.all()) {
		const document = view.contentFrame().locator('iframe#active-frame');
		const element: ElementHandle | null = await document.elementHandle();
		const frame = await element?.contentFrame();
		frames.push(...(frame ? [frame] : []));
	}
	// Of several side by side, the one that is called so.
	for (const frame of frames) {
		const name = await frame.title();
		if (typeof title === 'string' ? name === title : title.test(name)) {
			return frame;
		}
	}
	const frame = frames.at(-1);
	if (!frame) {
		throw new Error(`The panel ${String(title)} has no document`);
	}
	return frame;
}

/** VS Code's own preview of an image file, once it shows it. */
export function imagePreview(page: Page): Locator {
	const view = page.locator('iframe.webview.ready[src*="extensionId=vscode.media-preview"]:visible');
	return view.contentFrame().locator('iframe#active-frame').contentFrame().locator('.container.ready');
}
