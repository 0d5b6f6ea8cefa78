/** A text for VS Code's labels, in which `$(name)` would be an icon. */
export function escapeIcons(text: string): string {
	return text.replaceAll('$(', '\\$(');
}
