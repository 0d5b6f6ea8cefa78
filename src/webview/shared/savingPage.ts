/** What every page does for its host. */
export interface SavingPage {
	/** Keeps plain data over a reload of the window, for the host to take over again. */
	save(argument: { readonly state: unknown }): void;
}
