import { visibleText } from '@conductor/types';

/** What an element says of itself; `null` is left out. */
export type XmlAttributes = Readonly<Record<string, string | null>>;

/** An element around others that are finished, each on lines of its own. */
export function xmlElement(name: string, attributes: XmlAttributes, children: readonly string[]): string {
  return children.length === 0
    ? `<${name}${attributesOf(attributes)}/>`
    : [`<${name}${attributesOf(attributes)}>`, ...children, `</${name}>`].join('\n');
}

/** An element around lines of text. */
export function xmlTextElement(name: string, attributes: XmlAttributes, lines: readonly string[]): string {
  return `<${name}${attributesOf(attributes)}>${lines.map(xmlText).join('\n')}</${name}>`;
}

function attributesOf(attributes: XmlAttributes): string {
  return Object.entries(attributes)
    .map(([name, value]) => (value === null ? '' : ` ${name}="${xmlText(value)}"`))
    .join('');
}

/** Visible text has no control characters and no halves of characters; these two are what else XML 1.0 knows not. */
const NO_XML = /[\ufffe\uffff]/g;
const MARKUP: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** One line of any text as XML: what XML does not allow is shown as `\x00`, as on a terminal. */
export function xmlText(text: string): string {
  return visibleText(text)
    .replace(NO_XML, (found) => `\\u${found.charCodeAt(0).toString(16)}`)
    .replace(/[&<>"]/g, (found) => MARKUP[found] ?? found);
}
