import { padEnd, padStart, textWidth } from './text-width.ts';

/** One column of a table. */
export interface Column {
  readonly title: string;
  /** Numbers stand at the right. */
  readonly align: 'left' | 'right';
}

/** Rows under their titles, each column as wide as its widest cell, two blanks between. Cells must be visible text. */
export function formatTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const titles = columns.map(({ title }) => title);
  const widths = columns.map((_, place) =>
    rows.reduce((widest, row) => Math.max(widest, textWidth(row[place] ?? '')), textWidth(titles[place] ?? '')),
  );
  return [titles, ...rows].map((row) =>
    columns
      .map(({ align }, place) => (align === 'left' ? padEnd : padStart)(row[place] ?? '', widths[place] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
