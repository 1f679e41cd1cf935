import type { RunResult } from '@conductor/types';
import { type Html, html } from '../html.ts';
import { htmlTable, type TableColumn } from '../html-table.ts';

const COLUMNS: readonly TableColumn[] = [
  { title: 'verdict', align: 'left' },
  { title: 'metric', align: 'left' },
  { title: 'case', align: 'left' },
  { title: 'expected', align: 'left' },
  { title: 'found', align: 'left' },
];

/** What the trials were judged by, the failed first; `null` when by nothing. */
export function checksSection({ checks }: RunResult): Html | null {
  if (checks.length === 0) return null;
  const hasCases = checks.some(({ caseName }) => caseName !== '');
  const columns = COLUMNS.filter(({ title }) => hasCases || title !== 'case');
  const ordered = [...checks.filter(isFailed), ...checks.filter((check) => !isFailed(check))];
  const rows = ordered.map(({ verdict, metric, caseName, text, found }) => [
    html`<span class="mark ${verdict}">${verdict}</span>`,
    metric,
    ...(hasCases ? [caseName] : []),
    text,
    found,
  ]);
  return html`<section id="checks" aria-labelledby="checks-title">
<h2 id="checks-title">Checks</h2>
${htmlTable('checks', columns, rows)}
</section>`;
}

function isFailed({ verdict }: RunResult['checks'][number]): boolean {
  return verdict === 'failed';
}
