import {
	QuickInputButtons,
	window,
	type Disposable,
	type QuickInput,
	type QuickInputButton,
	type QuickPickItem,
} from 'vscode';
import type { EndpointConfig } from '../../endpoints/endpointKinds.ts';
import type { NestedPrompts } from './nestedPrompts.ts';

/** What a step came to: a value, a way back, or the user's leave. */
export type Answer<Value> = { readonly value: Value } | 'back' | 'left';

/** Where a question stands: alone, or among others, with a way back. */
export interface Place {
	readonly title: string;
	readonly step?: number;
	readonly totalSteps?: number;
	/** Whether there is a way back from a question that stands alone. */
	readonly hasBack?: boolean;
	readonly nestedPrompts: NestedPrompts;
}

/** One question. It keeps what it hears where the others find it; some lead back to the first one. */
export type Step = (place: Place) => Promise<Answer<unknown> | 'startOver'>;

/** Asks one question after the other, with a way back from each; resolves to how it ended. */
export async function askSteps(
	{ title, nestedPrompts }: Pick<Place, 'title' | 'nestedPrompts'>,
	/** Asked for anew after each answer, which may bring questions of its own. */
	steps: () => readonly Step[],
): Promise<'done' | 'back' | 'left'> {
	let position = 0;
	for (let step = steps()[position]; step; step = steps()[position]) {
		const answer = await step({ title, nestedPrompts, step: position + 1, totalSteps: steps().length });
		if (answer === 'left') {
			return 'left';
		}
		position = answer === 'startOver' ? 0 : position + (answer === 'back' ? -1 : 1);
	}
	return position < 0 ? 'back' : 'done';
}

/** The questions of one kind of endpoint, and what has been answered when they are through. */
export interface KindSteps<Config extends EndpointConfig = EndpointConfig> {
	/** Such as _Add Container_. */
	readonly title: string;
	/** A way back to the first question, such as _Choose another file…_. */
	readonly startOver: string;
	/** Those that the answers so far lead to. */
	readonly steps: () => readonly Step[];
	/** All but the name: the answers, and whatever else the entry had that is edited. */
	readonly config: () => Omit<Config, 'name'>;
	readonly suggestedName: () => string;
	/** A key to keep, where one was given. */
	readonly apiKey?: () => string | undefined;
	/** Asks for such a key; resolves to whether one was given. */
	readonly askApiKey?: (place: Place) => Promise<Answer<unknown>>;
	/** What a user should know before saving, in words. */
	readonly caution?: (signal: AbortSignal) => Promise<string | undefined>;
}

export interface Choice<Value> extends QuickPickItem {
	readonly value: Value;
	readonly buttons?: readonly ChoiceButton<Value>[];
}

/** A button on a line, that answers in place of the line. */
export interface ChoiceButton<Value> extends QuickInputButton {
	readonly value: Value;
}

type Item<Value> = Choice<Value> | QuickPickItem;

export interface PickOptions<Value> {
	readonly placeholder: string;
	/** The placeholder once all is loaded, where it is another one. */
	readonly loadedPlaceholder?: string;
	readonly choices?: readonly Item<Value>[];
	/** The one that Enter takes until the user moves; default: the first. */
	readonly isActive?: (value: Value) => boolean;
	/** Brings choices while the user already looks on; stops with the signal. */
	readonly load?: (show: (choices: readonly Item<Value>[]) => void, signal: AbortSignal) => Promise<void>;
	/** A choice for what is typed and stands in no list. */
	readonly typed?: (text: string) => Choice<Value> | undefined;
}

/** A list to choose from. */
export async function pick<Value>(place: Place, options: PickOptions<Value>): Promise<Answer<Value>> {
	const input = window.createQuickPick<Item<Value>>();
	input.placeholder = options.placeholder;
	input.matchOnDescription = true;
	input.matchOnDetail = true;
	let choices: readonly Item<Value>[] = [];
	const show = () => {
		const typed = input.value === '' ? undefined : options.typed?.(input.value);
		const known = typed && choices.some(({ label }) => label === input.value);
		input.items = typed && !known ? [typed, ...choices] : choices;
	};
	let initial: string | undefined;
	const showChoices = (next: readonly Item<Value>[]) => {
		const current = input.activeItems[0]?.label;
		const hasMoved = current !== undefined && current !== initial;
		choices = next;
		show();
		// What is typed decides otherwise.
		if (input.value === '') {
			const open = next.filter((item) => 'value' in item);
			const chosen = open.find(({ value }) => options.isActive?.(value)) ?? open[0];
			const active = (hasMoved && open.find(({ label }) => label === current)) || chosen;
			initial = chosen?.label;
			input.activeItems = active ? [active] : [];
		}
	};
	showChoices(options.choices ?? []);
	input.onDidChangeValue(show);

	const controller = new AbortController();
	if (options.load) {
		input.busy = true;
		options.load(showChoices, controller.signal).then(
			() => {
				input.busy = false;
				input.placeholder = options.loadedPlaceholder ?? options.placeholder;
			},
			(error: unknown) => {
				if (!controller.signal.aborted) {
					input.busy = false;
					showChoices([...choices, { label: `$(warning) ${String(error)}`, alwaysShow: true }]);
				}
			},
		);
	}
	try {
		return await ask(input, place, (accept) => {
			input.onDidTriggerItemButton(({ button }) => {
				if ('value' in button) {
					accept(button.value as Value);
				}
			});
			input.onDidAccept(() => {
				const [chosen] = input.selectedItems;
				if (chosen && 'value' in chosen) {
					accept(chosen.value);
				}
			});
		});
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

/** What an entry has besides what the questions are about. */
export function withoutKeys<Config extends object, Key extends keyof Config>(
	entry: Config | undefined,
	...keys: readonly Key[]
): Partial<Omit<Config, Key>> {
	const others = Object.entries(entry ?? {}).filter(([key]) => !(keys as readonly PropertyKey[]).includes(key));
	return Object.fromEntries(others) as Partial<Omit<Config, Key>>;
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
	listen: (accept: (value: Value) => void) => void,
): Promise<Answer<Value>> {
	input.title = place.title;
	input.step = place.step;
	input.totalSteps = place.totalSteps;
	// What has been answered so far should not be lost to a look at another window.
	const hasBack = place.hasBack ?? place.step !== undefined;
	input.ignoreFocusOut = hasBack;
	input.buttons = hasBack ? [QuickInputButtons.Back] : [];
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
