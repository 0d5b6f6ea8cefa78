export type XmlValue = string | number | boolean | undefined | readonly XmlValue[] | XmlFields;

export interface XmlFields {
	readonly [name: string]: XmlValue;
}

/** An element for each field, several for a list, none for what is undefined. */
export function toXml(fields: XmlFields): string {
	return Object.entries(fields)
		.flatMap(([name, value]) =>
			(Array.isArray(value) ? (value as readonly XmlValue[]) : [value]).map((one) => [name, one] as const),
		)
		.filter(([, value]) => value !== undefined)
		.map(
			([name, value]) =>
				`<${name}>${typeof value === 'object' ? toXml(value as XmlFields) : escape(String(value))}</${name}>`,
		)
		.join('');
}

/** What stands between the tags of each element of this name, which holds none of the same name; as the SDKs write XML. */
export function elementsOf(xml: string, name: string): readonly string[] {
	return Array.from(
		xml.matchAll(new RegExp(`<${name}(?:\\s[^>]*)?>(.*?)</${name}>`, 'gs')),
		([, content = '']) => content,
	);
}

/** The text of the first element of this name. */
export function textOf(xml: string, name: string): string | undefined {
	const [content] = elementsOf(xml, name);
	return content?.replace(
		/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi,
		(entity, hex?: string, decimal?: string, named?: string) =>
			hex || decimal
				? String.fromCodePoint(hex ? parseInt(hex, 16) : Number(decimal))
				: (entities[named ?? ''] ?? entity),
	);
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function escape(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll('\r', '&#13;');
}
