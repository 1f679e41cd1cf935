import type { Column } from '../../text/table.ts';

/** A table of GitHub's Markdown, with an empty line behind it. Cells must be Markdown of one line. */
export function markdownTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map(({ title }) => title)),
    line(columns.map(({ align }) => (align === 'left' ? ':---' : '---:'))),
    ...rows.map(line),
    '',
  ];
}
