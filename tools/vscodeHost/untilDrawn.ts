import type { Page } from 'playwright-core';

/** Waits until what a page was just told to show is drawn. */
export async function untilDrawn(page: Page): Promise<void> {
	await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
}
