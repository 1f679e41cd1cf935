/** What JSON leaves as it is, and a terminal may obey or a reader not see; as an escape it is the same JSON. */
const OBEYED = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A value as indented JSON with a newline at the end; safe to show on a terminal. */
export function visibleJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2).replace(OBEYED, asEscapes)}\n`;
}

/** A value as JSON on one line, without a newline at the end; safe to show on a terminal. */
export function visibleJsonLine(value: unknown): string {
  return JSON.stringify(value).replace(OBEYED, asEscapes);
}

/** JSON escapes code units: two of them make a character beyond the first 65,536. */
function asEscapes(character: string): string {
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}
