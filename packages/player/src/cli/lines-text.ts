import { visibleText } from '@conductor/types';

/** Lines for people, each with its newline. What others had a part in is shown, and never obeyed by a terminal. */
export function linesText(lines: readonly string[]): string {
  return lines.map((line) => `${visibleText(line)}\n`).join('');
}
