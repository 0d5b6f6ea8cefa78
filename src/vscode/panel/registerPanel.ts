import { window, type Disposable, type WebviewPanel } from 'vscode';
import { lazy } from '../../core/lazy.ts';

/** What stands behind a panel. */
interface Revivable extends Disposable {
	/** Takes over a panel that a reload has left. */
	revive(panel: WebviewPanel, state: unknown): void;
}

/** What is made when it is first asked for or a reload has left its panel: activation needs nothing of it. */
export interface RegisteredPanel<Behind> extends Disposable {
	readonly get: () => Promise<Behind>;
}

/** @param viewType of its panels, in the manifest's activation events, too */
export function registerPanel<Behind extends Revivable>(
	viewType: string,
	make: () => Promise<Behind>,
): RegisteredPanel<Behind> {
	let made: Behind | undefined;
	const get = lazy(async () => (made = await make()));
	const serializer = window.registerWebviewPanelSerializer(viewType, {
		deserializeWebviewPanel: async (left, state: unknown) => (await get()).revive(left, state),
	});
	return {
		get,
		dispose: () => {
			serializer.dispose();
			made?.dispose();
		},
	};
}
