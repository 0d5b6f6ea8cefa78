/** A name in the letters that the SDK takes, which any other is written in as in an address. */
export function toSdkName(name: string): string {
	return /^(?!__)[\w\-@+.:/]+$/.test(name)
		? name
		: encodeURIComponent(name).replaceAll(/[!~*'()_]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
}

/** A text of the SDK with the names as they are. */
export function fromSdkText(text: string): string {
	return text.replaceAll(/(?:%[0-9A-F]{2})+/gi, (letters) => {
		try {
			return decodeURIComponent(letters);
		} catch {
			return letters;
		}
	});
}
