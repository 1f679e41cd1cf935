import { type RunResult, visibleText } from '@conductor/types';
import { type Column, formatTable } from '../text/table.ts';
import { cutToWidth } from '../text/text-width.ts';
import { caseRows } from './case-rows.ts';

/** A longer name is cut: what it stands before matters more. */
const NAME_COLUMNS = 60;

/** One row for each combination of parameters; nothing of a test without. */
export function caseTable(result: RunResult): string[] {
  const rows = caseRows(result);
  if (rows.length === 0) return [];
  const isJudged = rows.some(({ checks }) => checks !== null);
  const columns: Column[] = [
    { title: 'case', align: 'left' },
    ...CASE_COUNTS,
    ...result.metrics.map(({ name }): Column => ({ title: visibleText(name), align: 'right' })),
    ...(isJudged ? [CHECKS_COLUMN] : []),
  ];
  const cells = rows.map(({ name, trials, passed, failed, metrics, checks }) => [
    cutToWidth(visibleText(name), NAME_COLUMNS),
    ...[trials, passed, failed].map(String),
    ...metrics.map(visibleText),
    ...(isJudged ? [checks ?? ''] : []),
  ]);
  return formatTable(columns, cells);
}

/** How many trials of a case came to what. */
export const CASE_COUNTS: readonly Column[] = [
  { title: 'trials', align: 'right' },
  { title: 'passed', align: 'right' },
  { title: 'failed', align: 'right' },
];

/** What the checks of a case came to. */
export const CHECKS_COLUMN: Column = { title: 'checks', align: 'left' };
