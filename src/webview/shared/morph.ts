/**
 * Makes what is shown the same as `fresh` with as few changes as possible: what is focused, pressed or scrolled stays
 * so. Events are to be listened for above, since listeners of `fresh` are lost.
 */
export function morph(shown: Element, fresh: Element): void {
	for (const { name } of [...shown.attributes]) {
		if (!fresh.hasAttribute(name)) {
			shown.removeAttribute(name);
		}
	}
	for (const { name, value } of fresh.attributes) {
		if (name !== 'style' && shown.getAttribute(name) !== value) {
			shown.setAttribute(name, value);
		}
	}
	// The page's policy refuses the attribute, but not the property.
	if (hasStyle(shown) && hasStyle(fresh) && shown.style.cssText !== fresh.style.cssText) {
		shown.style.cssText = fresh.style.cssText;
	}
	const wanted = [...fresh.childNodes];
	for (const [place, node] of wanted.entries()) {
		const old = shown.childNodes[place];
		if (!old) {
			shown.append(node);
		} else if (old instanceof Element && node instanceof Element && old.tagName === node.tagName) {
			morph(old, node);
		} else if (old instanceof Text && node instanceof Text) {
			if (old.data !== node.data) {
				old.data = node.data;
			}
		} else {
			old.replaceWith(node);
		}
	}
	while (shown.childNodes.length > wanted.length) {
		shown.lastChild?.remove();
	}
}

function hasStyle(node: Element): node is HTMLElement | SVGElement {
	return node instanceof HTMLElement || node instanceof SVGElement;
}
