import { QuickInputButtons, window, type Disposable, type QuickInput, type QuickPickItem } from 'vscode';
import type { EndpointConfig } from '../../endpoints/endpointKinds.ts';
import type { NestedPrompts } from './nestedPrompts.ts';

/** What a step came to: a value, a way back, or the user's leave. */
export type Answer<Value> = { readonly value: Value } | 'back' | 'left';

/** Where a question stands: alone, or among others, with a way back. */
export interface Place {
	readonly title: string;
	readonly step?: number;
	readonly totalSteps?: number;
	readonly nestedPrompts: NestedPrompts;
}

/** One question. It keeps what it hears where the others find it. */
export type Step = (place: Place) => Promise<Answer<unknown>>;

/** Asks one question after the other, with a way back from each; resolves to how it ended. */
export async function askSteps(
	{ title, nestedPrompts }: Pick<Place, 'title' | 'nestedPrompts'>,
	steps: readonly Step[],
): Promise<'done' | 'back' | 'left'> {
	let position = 0;
	for (let step = steps[position]; step; step = steps[position]) {
		const answer = await step({ title, nestedPrompts, step: position + 1, totalSteps: steps.length });
		if (answer === 'left') {
			return 'left';
		}
		position += answer === 'back' ? -1 : 1;
	}
	return position < 0 ? 'back' : 'done';
}

/** The questions of one kind of endpoint, and what has been answered when they are through. */
export interface KindSteps<Config extends EndpointConfig = EndpointConfig> {
	/** Such as _Add Container_. */
	readonly title: string;
	readonly steps: readonly Step[];
	/** All but the name. */
	readonly config: () => Omit<Config, 'name'>;
	readonly suggestedName: () => string;
	/** A key to keep, where the endpoint needs one. */
	readonly apiKey?: () => string | undefined;
	/** What a user should know before saving, in words. */
	readonly caution?: (signal: AbortSignal) => Promise<string | undefined>;
}

export interface Choice<Value> extends QuickPickItem {
	readonly value: Value;
}

export interface PickOptions<Value> {
	readonly placeholder: string;
	readonly choices?: readonly (Choice<Value> | QuickPickItem)[];
	/** Brings choices while the user already looks on; stops with the signal. */
	readonly load?: (
		show: (choices: readonly (Choice<Value> | QuickPickItem)[]) => void,
		signal: AbortSignal,
	) => Promise<void>;
	/** A choice for what is typed and stands in no list. */
	readonly typed?: (text: string) => Choice<Value> | undefined;
}

/** A list to choose from. */
export async function pick<Value>(place: Place, options: PickOptions<Value>): Promise<Answer<Value>> {
	const input = window.createQuickPick<Choice<Value> | QuickPickItem>();
	input.placeholder = options.placeholder;
	input.matchOnDescription = true;
	input.matchOnDetail = true;
	let choices: readonly (Choice<Value> | QuickPickItem)[] = options.choices ?? [];
	const show = () => {
		const typed = input.value === '' ? undefined : options.typed?.(input.value);
		const known = typed && choices.some(({ label }) => label === input.value);
		input.items = typed && !known ? [typed, ...choices] : choices;
	};
	show();
	input.onDidChangeValue(show);

	const controller = new AbortController();
	if (options.load) {
		input.busy = true;
		const showMore = (more: readonly (Choice<Value> | QuickPickItem)[]) => {
			choices = more;
			show();
		};
		options.load(showMore, controller.signal).then(
			() => (input.busy = false),
			(error: unknown) => {
				if (!controller.signal.aborted) {
					input.busy = false;
					showMore([...choices, { label: `$(warning) ${String(error)}`, alwaysShow: true }]);
				}
			},
		);
	}
	try {
		return await ask(input, place, (accept) =>
			input.onDidAccept(() => {
				const [chosen] = input.selectedItems;
				if (chosen && 'value' in chosen) {
					accept(chosen.value);
				}
			}),
		);
	} finally {
		controller.abort();
	}
}

export interface TextOptions {
	readonly prompt: string;
	readonly value?: string;
	readonly placeholder?: string;
	readonly password?: boolean;
	/** What is wrong with a text, in words. */
	readonly validate?: (text: string) => string | undefined;
}

/** A line to write. */
export async function askText(place: Place, options: TextOptions): Promise<Answer<string>> {
	const input = window.createInputBox();
	input.prompt = options.prompt;
	input.value = options.value ?? '';
	input.placeholder = options.placeholder ?? '';
	input.password = options.password ?? false;
	input.onDidChangeValue(() => {
		input.validationMessage = undefined;
	});
	return ask(input, place, (accept) =>
		input.onDidAccept(() => {
			const wrong = options.validate?.(input.value.trim());
			input.validationMessage = wrong;
			if (wrong === undefined) {
				accept(input.value.trim());
			}
		}),
	);
}

/** Shows an input until it is answered or left. */
async function ask<Value>(
	input: QuickInput & {
		buttons: readonly unknown[];
		onDidTriggerButton: (listener: (button: unknown) => void) => Disposable;
	},
	place: Place,
	listen: (accept: (value: Value) => void) => Disposable,
): Promise<Answer<Value>> {
	input.title = place.title;
	input.step = place.step;
	input.totalSteps = place.totalSteps;
	// What has been answered so far should not be lost to a look at another window.
	input.ignoreFocusOut = place.step !== undefined;
	input.buttons = place.step === undefined ? [] : [QuickInputButtons.Back];
	try {
		return await new Promise<Answer<Value>>((resolve) => {
			listen((value) => resolve({ value }));
			input.onDidTriggerButton(() => resolve('back'));
			input.onDidHide(() => {
				const over = place.nestedPrompts.over();
				if (over) {
					void over.then(() => input.show());
				} else {
					resolve('left');
				}
			});
			input.show();
		});
	} finally {
		input.dispose();
	}
}
