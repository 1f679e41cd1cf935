import { isSpaceAt, trimEnd } from './python-space.ts';

/**
 * The text before an inline comment: a `#` or `;` at the beginning, or after a blank, and all that follows on its line.
 * Only for values that no shell reads. Offsets into what is left stay as they were.
 */
export function stripComment(text: string): string {
  return trimEnd(text.split('\n').map(blankComment).join('\n'));
}

function blankComment(line: string): string {
  for (let at = 0; at < line.length; at += 1) {
    const isMark = line[at] === '#' || line[at] === ';';
    if (isMark && (at === 0 || isSpaceAt(line, at - 1))) return line.slice(0, at).padEnd(line.length);
  }
  return line;
}
