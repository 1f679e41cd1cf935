import type { RunResult } from '@conductor/types';
import { caseRows } from '../../closing/case-rows.ts';
import { CASE_COUNTS, CHECKS_COLUMN } from '../../closing/case-table.ts';
import { type Html, html } from '../html.ts';
import { htmlTable, type TableColumn } from '../html-table.ts';

/** What each combination of parameters came to, and how they took turns; `null` of a test without. */
export function casesSection(result: RunResult): Html | null {
  const rows = caseRows(result);
  const { matrix, metrics } = result;
  if (rows.length === 0 || matrix === undefined) return null;
  const columns: TableColumn[] = [
    { title: 'case', align: 'left' },
    ...CASE_COUNTS,
    ...metrics.map(({ name }): TableColumn => ({ title: name, align: 'right' })),
    CHECKS_COLUMN,
  ];
  const cells = rows.map((row) => [row.name, row.trials, row.passed, row.failed, ...row.metrics, row.checks ?? 'none']);
  const seed = matrix.seed === undefined ? '' : ` (--seed ${matrix.seed})`;
  return html`<section id="cases" aria-labelledby="cases-title">
<h2 id="cases-title">Cases</h2>
${htmlTable('cases', columns, cells)}
${matrix.order === 'as-written' || matrix.cases.length === 1 ? null : html`<p>The cases took turns: ${matrix.order}${seed}</p>`}
</section>`;
}
