import axe from 'axe-core';
import type { Frame } from 'playwright-core';

/** What axe-core finds wrong with a page, each with the elements it concerns. */
export async function violations(page: Frame): Promise<string[]> {
	// The page's policy keeps scripts out; what the browser's debugger evaluates it lets in.
	await page.evaluate(axe.source);
	const { violations: found } = (await page.evaluate('axe.run()')) as axe.AxeResults;
	return found.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map(({ html }) => `  ${html}`).join('\n')}`);
}
