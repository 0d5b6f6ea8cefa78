import type { Problems } from '../../core/problem.ts';
import { openSetting } from '../actions.ts';
import { withRequestId, type Messages } from './message.ts';

export const answerMessages: Messages<Problems['answer' | 'modelRefusal']> = {
	answerUnreadable: ({ excerpt, requestId }, { t }) => ({
		message:
			excerpt.trim() === ''
				? t('The endpoint answered with nothing. Its log may tell why.')
				: t(
						'No prediction was found in what the endpoint answered. If there is one, say where with "answer" in its settings. It begins with:',
					),
		detail: withRequestId(excerpt, requestId, t),
		actions: ['retry', 'selectEndpoint', ...(excerpt.trim() === '' ? [] : [openSetting('endpoints')])],
	}),
	answerRowCount: ({ expected, received, excerpt, requestId }, { t }) => ({
		message: t(
			'The endpoint must answer each digit with one prediction. Sent: {0}. Came back: {1}.',
			expected,
			received,
		),
		detail: withRequestId(excerpt, requestId, t),
		actions: ['retry', 'selectEndpoint'],
	}),
	answerLabelRange: ({ label, classes, excerpt, requestId }, { t }) => ({
		message: t(
			'The endpoint answered with label {0}, but has {1} classes. Check the "labels" of its settings.',
			label,
			classes,
		),
		detail: withRequestId(excerpt, requestId, t),
		actions: ['selectEndpoint'],
	}),
	rowsTooLarge: ({ bytes, requestId }, { t, format }) => ({
		message: t(
			'The endpoint does not even take one picture: {0}. Containers have their limit in MAX_CONTENT_LENGTH.',
			format.bytes(bytes),
		),
		detail: withRequestId(undefined, requestId, t),
		actions: ['selectEndpoint'],
	}),
	featureCount: ({ asked, sent, expected, requestId }, { t }) => ({
		message: t(
			'{0} values were sent (28 × 28 pixels), but the model behind {1} was trained on {2}. Choose an endpoint whose model takes 28 × 28 pixels.',
			sent,
			asked,
			expected,
		),
		detail: withRequestId(
			expected === sent + 1
				? t('If it was trained on a libsvm file that counts from 1, set "featureOffset": 1.')
				: undefined,
			requestId,
			t,
		),
		actions: ['selectEndpoint', openSetting('endpoints')],
	}),
	acceptRefused: ({ accept, detail, requestId }, { t }) => ({
		message: t('The model does not answer as {0}. Set "accept" of the endpoint to a type that it knows.', accept),
		detail: withRequestId(detail, requestId, t),
		actions: [openSetting('endpoints'), 'retry'],
	}),
};
