import type { Frame } from 'playwright-core';
import { expect } from 'vitest';

export const label = '[data-role="label"], .message';

/**
 * Of all cards in order, what stands in these parts; empty where a card has none.
 *
 * @param parts CSS selectors.
 */
export async function shownCards(panel: Frame, parts: readonly string[]): Promise<string[]> {
	// At one go: a card that is asked for part by part may have gone in between.
	return panel.evaluate(`[...document.querySelectorAll('article')].map((card) =>
		${JSON.stringify(parts)}.map((part) => card.querySelector(part)?.textContent).join(' | '),
	)`);
}

/** Waits as long as a busy machine may take. */
export async function untilShownCards(
	panel: Frame,
	parts: readonly string[],
	expected: readonly unknown[],
): Promise<void> {
	await expect.poll(async () => shownCards(panel, parts)).toEqual(expected);
}
