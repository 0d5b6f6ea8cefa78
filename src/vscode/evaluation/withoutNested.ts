/**
 * Each once, and none that lies in another one: whoever selects an open folder in the Explorer together with what is
 * below it means each picture once.
 * @param uris or what else has a URI for its text
 */
export function withoutNested<Place extends { toString(): string }>(uris: readonly Place[]): Place[] {
	const chosen = new Map(uris.map((uri) => [uri.toString(), uri]));
	return [...chosen].filter(([text]) => !isBelowAny(text, chosen)).map(([, uri]) => uri);
}

function isBelowAny(text: string, chosen: ReadonlyMap<string, unknown>): boolean {
	for (let end = text.lastIndexOf('/'); end > 0; end = text.lastIndexOf('/', end - 1)) {
		if (chosen.has(text.slice(0, end))) {
			return true;
		}
	}
	return false;
}
