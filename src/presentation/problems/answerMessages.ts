import { l10n } from 'vscode';
import type { AnswerProblem } from '../../core/problem.ts';
import type { Messages } from './message.ts';

export const answerMessages: Messages<AnswerProblem> = {
	answerUnreadable: ({ excerpt }) => ({
		message:
			excerpt === ''
				? l10n.t('The endpoint answered with nothing.')
				: l10n.t('The endpoint answered, but with no prediction. What came back begins with:'),
		detail: excerpt,
		actions: ['retry', 'selectEndpoint'],
	}),
	answerRowCount: ({ expected, received, excerpt }) => ({
		message: l10n.t('{0} pictures were sent and {1} predictions came back:', expected, received),
		detail: excerpt,
		actions: ['retry', 'selectEndpoint'],
	}),
	answerLabelRange: ({ label, classes, excerpt }) => ({
		message: l10n.t(
			'The endpoint answered with label {0}, but has {1} classes. Check the "labels" of its settings.',
			label,
			classes,
		),
		detail: excerpt,
		actions: ['selectEndpoint'],
	}),
};
