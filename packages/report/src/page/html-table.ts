import { type Html, type HtmlPart, html } from './html.ts';

/** One column of a table. */
export interface TableColumn {
  readonly title: string;
  /** Numbers stand at the right. */
  readonly align: 'left' | 'right';
}

/** A table that scrolls by itself where it is wider than the page; nothing without rows. */
export function htmlTable(
  caption: string,
  columns: readonly TableColumn[],
  rows: readonly (readonly HtmlPart[])[],
): Html | null {
  if (rows.length === 0) return null;
  return html`<div class="wide" tabindex="0" role="region" aria-label="${caption}"><table>
<thead><tr>${columns.map(({ title, align }) => html`<th scope="col" class="${align}">${title}</th>`)}</tr></thead>
<tbody>
${rows.map((cells) => row(columns, cells))}</tbody>
</table></div>`;
}

function row(columns: readonly TableColumn[], cells: readonly HtmlPart[]): Html {
  return html`<tr>${columns.map(({ align }, at) => html`<td class="${align}">${cells[at] ?? null}</td>`)}</tr>
`;
}
