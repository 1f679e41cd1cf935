/** What JSON leaves as it is and a terminal may obey; as an escape it is the same JSON. */
const OBEYED = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** A value as indented JSON with a newline at the end; safe to show on a terminal. */
export function visibleJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2).replace(OBEYED, asEscape)}\n`;
}

/** A value as JSON on one line, without a newline at the end; safe to show on a terminal. */
export function visibleJsonLine(value: unknown): string {
  return JSON.stringify(value).replace(OBEYED, asEscape);
}

function asEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
