import { visibleText } from '@conductor/types';

/** What a spreadsheet takes for the beginning of a formula, also in wide letters. Tabs and line ends are shown, and so begin none. */
const FORMULA = /^\s*[=+\-@\uff0b\uff0d\uff1d\uff20]/;

/**
 * A line of RFC 4180, with its end. Texts are shown as on a terminal; one that a spreadsheet would run gets a `'` in front. Numbers are
 * written as they are, to the last digit, and `null` is an empty cell.
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: string | number | null): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = visibleText(cell);
  const guarded = FORMULA.test(text) ? `'${text}` : text;
  return /[",]/.test(guarded) || guarded !== guarded.trim() ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
