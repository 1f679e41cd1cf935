import type { Difference } from '../../compare/what-differs.ts';
import { type Html, html } from '../html.ts';
import { htmlTable, type TableColumn } from '../html-table.ts';

/** What is not as it was in another run. */
export interface Changes {
  /** The other run, as people call it. */
  readonly since: string;
  readonly differs: readonly Difference[];
}

/** More of them hide each other. */
const ROWS = 200;

const COLUMNS: readonly TableColumn[] = [
  { title: 'what', align: 'left' },
  { title: 'before', align: 'left' },
  { title: 'now', align: 'left' },
];

/** A table of them, or the sentence that there are none. */
export function changesHtml({ since, differs }: Changes): Html {
  if (differs.length === 0) return html`<p>Nothing is known to differ from ${since}.</p>`;
  const rows = differs.slice(0, ROWS).map(({ what, base, other }) => [what, shown(base), shown(other)]);
  const more = differs.length - rows.length;
  return html`<h3>What changed since ${since}</h3>
${htmlTable(`what changed since ${since}`, COLUMNS, rows)}
${more > 0 ? html`<p>and ${more} more</p>` : null}`;
}

function shown(value: string | null): Html {
  return value === null ? html`<span class="size">not there</span>` : html`${value}`;
}
