/** What an element says of itself. */
export type Attributes = Readonly<Record<string, string | number>>;

const SVG = 'http://www.w3.org/2000/svg';

/** An element of a drawing, with others or text in it. Text is never read as HTML. */
export function svg(name: string, attributes: Attributes, ...children: readonly (Node | string)[]): SVGElement {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

/** An element of the page, likewise. */
export function element(name: string, attributes: Attributes, ...children: readonly (Node | string)[]): HTMLElement {
  return filled(document.createElement(name), attributes, children);
}

function filled<E extends Element>(made: E, attributes: Attributes, children: readonly (Node | string)[]): E {
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}
