/** What became of one test inside VS Code. */
export interface TestOutcome {
	/** With those of its suites. */
	readonly title: string;
	readonly state: 'passed' | 'failed' | 'skipped';
	readonly detail?: string;
}
