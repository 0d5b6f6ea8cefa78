import { labelRules } from '../../core/dataset.ts';
import { evaluationActions, itemOrders, onlyNames, type Filter } from '../../presentation/evaluation/view.ts';
import type { EvaluationHostMethods } from '../../webview/evaluation/protocol.ts';
import type { Handlers } from '../panel/connectPage.ts';
import { isIndex, object, oneOf, type Shape } from '../panel/shape.ts';

const isFilter: Shape<Filter> = object<object, Required<Filter>>(
	{},
	{ truth: isIndex, predicted: isIndex, either: isIndex, bin: isIndex, only: oneOf(...onlyNames) },
);

/** What the page may ask, with what. */
export function evaluationHandlers(handle: {
	readonly [Name in keyof EvaluationHostMethods]: Handlers<EvaluationHostMethods>[Name]['handle'];
}): Handlers<EvaluationHostMethods> {
	return {
		ready: { accepts: object({}), handle: handle.ready },
		list: { accepts: object({ filter: isFilter, order: oneOf(...itemOrders) }), handle: handle.list },
		load: { accepts: object({ list: isIndex, from: isIndex, to: isIndex }), handle: handle.load },
		open: { accepts: object({ index: isIndex, as: oneOf('card', 'file') }), handle: handle.open },
		move: { accepts: object({ index: isIndex }), handle: handle.move },
		act: { accepts: object({ id: oneOf(...evaluationActions) }), handle: handle.act },
		setLabelRule: { accepts: object({ rule: oneOf(...labelRules) }), handle: handle.setLabelRule },
	};
}
