import {
	EventEmitter,
	ThemeIcon,
	TreeItem,
	TreeItemCollapsibleState,
	window,
	type Disposable,
	type TreeDataProvider,
	type TreeView,
} from 'vscode';
import { toJobView } from '../../presentation/jobs/jobView.ts';
import { userLocale } from '../userLocale.ts';
import type { JobList, KeptJob } from './jobList.ts';
import type { JobRunner } from './jobRunner.ts';

const viewId = 'digitClassifier.jobs';

/** A job, or a line about it. */
export interface JobNode {
	readonly name: string;
	/** Of the lines below it. */
	readonly line?: { readonly text: string; readonly command?: string };
}

/** The list of jobs: each with what is to be said about it, and what leads on, below it. */
export class JobsView implements TreeDataProvider<JobNode>, Disposable {
	private readonly changed = new EventEmitter<void>();
	readonly onDidChangeTreeData = this.changed.event;
	private readonly view: TreeView<JobNode>;
	private readonly subscription: Disposable;

	constructor(
		private readonly list: JobList,
		private readonly runner: JobRunner,
	) {
		this.subscription = list.onDidChange(() => this.changed.fire());
		this.view = window.createTreeView(viewId, { treeDataProvider: this, showCollapseAll: true });
	}

	dispose(): void {
		this.subscription.dispose();
		this.view.dispose();
		this.changed.dispose();
	}

	/** Shows the view, and a job in it. */
	async reveal(name: string): Promise<void> {
		await this.view.reveal({ name }, { select: true });
	}

	getParent({ name, line }: JobNode): JobNode | undefined {
		return line && { name };
	}

	getChildren(node?: JobNode): JobNode[] {
		if (!node) {
			return this.list.all().map(({ job }) => ({ name: job.name }));
		}
		const kept = this.list.get(node.name);
		if (!kept || node.line) {
			return [];
		}
		const { facts, next } = this.viewOf(kept);
		return [
			...next.map(({ action, title }) => ({
				name: node.name,
				line: { text: title, command: `${viewId}.${action}` },
			})),
			...facts.map((text) => ({ name: node.name, line: { text } })),
		];
	}

	getTreeItem(node: JobNode): TreeItem {
		const { name, line } = node;
		if (line) {
			const item = new TreeItem(line.text);
			item.tooltip = line.text;
			if (line.command !== undefined) {
				item.iconPath = new ThemeIcon('arrow-right');
				item.command = { command: line.command, title: line.text, arguments: [node] };
			}
			return item;
		}
		const item = new TreeItem(name, TreeItemCollapsibleState.Expanded);
		item.id = name;
		const kept = this.list.get(name);
		if (kept) {
			const { label, description, icon, facts, actions } = this.viewOf(kept);
			item.label = label;
			item.description = description;
			item.iconPath = new ThemeIcon(icon);
			item.tooltip = [label, name, ...facts].join('\n');
			item.contextValue = `job ${actions.join(' ')}`;
			item.accessibilityInformation = { label: `${label}, ${description}` };
		}
		return item;
	}

	private viewOf({ job }: KeptJob) {
		return toJobView(job, this.runner.uploaded(job.name), userLocale);
	}
}
