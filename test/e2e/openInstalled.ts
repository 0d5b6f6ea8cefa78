import { inject } from 'vitest';
import { openWorkbench, type Workbench, type WorkbenchOptions } from '../../tools/vscodeHost/workbench.ts';

/** A window of VS Code with the packaged extension in it; settings, environment and trust are this window's own. */
export async function openInstalled(options: Omit<WorkbenchOptions, 'extensionsFolder'>): Promise<Workbench> {
	return await openWorkbench({ ...options, extensionsFolder: inject('extensionsFolder') });
}
