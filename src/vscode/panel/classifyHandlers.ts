import type { Prepare } from '../../core/ports.ts';
import { actionIds } from '../../presentation/actions.ts';
import { orderNames } from '../../presentation/summary.ts';
import type { Order } from '../../presentation/view.ts';
import type { Argument } from '../../webview/shared/rpc.ts';
import type { ClassifyHostMethods } from '../../webview/classify/protocol.ts';
import type { WaysInMethods } from '../../webview/classify/waysInProtocol.ts';
import type { Handlers } from './connectPage.ts';
import type { PictureList } from './pictureList.ts';
import { readOriginal, readSteps } from './readForPage.ts';
import { isBoolean, isIndex, object, oneOf } from './shape.ts';

export interface ClassifyHandlersOptions {
	/** What is shown now. */
	readonly list: () => PictureList;
	readonly prepare: Prepare;
	/** Of what is read for the page. */
	readonly signal: () => AbortSignal;
	readonly show: () => void;
	readonly act: (button: Argument<ClassifyHostMethods, 'act'>) => Promise<void>;
	readonly sort: (order: Order) => void;
	readonly setDetails: (index: number, open: boolean) => void;
}

/** What the page may ask of the pictures that are shown. */
export function classifyHandlers(
	options: ClassifyHandlersOptions,
): Handlers<Omit<ClassifyHostMethods, keyof WaysInMethods>> {
	return {
		ready: { accepts: object({}), handle: () => options.show() },
		readOriginal: {
			accepts: object({ index: isIndex }),
			handle: async ({ index }, webview) => readOriginal(options.list().at(index).uri, webview),
		},
		readSteps: {
			accepts: object({ index: isIndex }),
			handle: async ({ index }) => {
				const { uri, state } = options.list().at(index);
				return readSteps(uri, state, options.prepare, options.signal());
			},
		},
		act: {
			accepts: object({ id: oneOf(...actionIds) }, { index: isIndex, digit: isIndex }),
			handle: async (button) => options.act(button),
		},
		sort: { accepts: object({ order: oneOf(...orderNames) }), handle: ({ order }) => options.sort(order) },
		setDetails: {
			accepts: object({ index: isIndex, open: isBoolean }),
			handle: ({ index, open }) => options.setDetails(index, open),
		},
	};
}
