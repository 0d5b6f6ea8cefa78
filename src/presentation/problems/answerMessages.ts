import type { Problems } from '../../core/problem.ts';
import type { Messages } from './message.ts';

export const answerMessages: Messages<Problems['answer']> = {
	answerUnreadable: ({ excerpt }, { t }) => ({
		message:
			excerpt === ''
				? t('The endpoint answered with nothing.')
				: t('The endpoint answered, but with no prediction. What came back begins with:'),
		detail: excerpt,
		actions: ['retry', 'selectEndpoint'],
	}),
	answerRowCount: ({ expected, received, excerpt }, { t }) => ({
		message: t('{0} pictures were sent and {1} predictions came back:', expected, received),
		detail: excerpt,
		actions: ['retry', 'selectEndpoint'],
	}),
	answerLabelRange: ({ label, classes, excerpt }, { t }) => ({
		message: t(
			'The endpoint answered with label {0}, but has {1} classes. Check the "labels" of its settings.',
			label,
			classes,
		),
		detail: excerpt,
		actions: ['selectEndpoint'],
	}),
};
