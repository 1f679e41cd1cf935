import { type RunResult, visibleText } from '@conductor/types';
import { formatDuration } from '../text/quantities.ts';
import { type Column, formatTable } from '../text/table.ts';
import { cutToWidth } from '../text/text-width.ts';
import { type PhaseRow, phaseRows, sumRows } from './phase-rows.ts';

/** Above this, trials are summed: a table is read when it fits a screen or two. */
const ROWS = 48;
const NAME_COLUMNS = 24;

const COUNTS: readonly Column[] = [
  { title: 'steps', align: 'right' },
  { title: 'passed', align: 'right' },
  { title: 'failed', align: 'right' },
  { title: 'unknown', align: 'right' },
  { title: 'skipped', align: 'right' },
];
const PLACE: readonly Column[] = [
  { title: 'phase', align: 'left' },
  { title: 'player', align: 'left' },
];

/** One row for each trial, phase and player; with many trials one for each phase and player, and then those of trials that did not pass. */
export function resultTable(result: RunResult): string[] {
  const rows = phaseRows(result);
  if (result.trials.length === 0) return ['No trial began.'];
  if (rows.length === 0) return ['No phase had a step to run.'];
  // The table of cases has the trials.
  if (rows.length <= ROWS && result.matrix === undefined) return trialTable(rows);
  const bad = rows.filter(({ verdict }) => verdict !== 'passed');
  const shown = bad.slice(0, ROWS);
  return [
    `All ${result.trials.length} trials together:`,
    ...sumTable(sumRows(rows)),
    ...(bad.length === 0 ? [] : ['', 'What did not pass:', ...trialTable(shown)]),
    ...(bad.length > shown.length ? [`and ${bad.length - shown.length} rows more; run.json has them all`] : []),
  ];
}

function trialTable(rows: readonly PhaseRow[]): string[] {
  const columns: Column[] = [
    { title: 'trial', align: 'left' },
    ...PLACE,
    ...COUNTS,
    { title: 'time', align: 'right' },
    { title: 'verdict', align: 'left' },
  ];
  const cells = rows.map((row) => [
    ...row.trials.map(name),
    ...placeCells(row),
    ...countCells(row),
    timeCell(row),
    row.verdict,
  ]);
  return formatTable(columns, cells);
}

function sumTable(rows: readonly PhaseRow[]): string[] {
  const columns: Column[] = [
    ...PLACE,
    { title: 'trials', align: 'right' },
    ...COUNTS,
    { title: 'longest', align: 'right' },
    { title: 'verdict', align: 'left' },
  ];
  const cells = rows.map((row) => [
    ...placeCells(row),
    String(row.trials.length),
    ...countCells(row),
    timeCell(row),
    row.verdict,
  ]);
  return formatTable(columns, cells);
}

function placeCells({ phase, player }: PhaseRow): string[] {
  return [phase, name(player)];
}

function countCells({ steps, counts: { passed, failed, unknown, skipped } }: PhaseRow): string[] {
  return [steps, passed, failed, unknown, skipped].map((number) => (number === null ? '' : String(number)));
}

function timeCell({ durationMs }: PhaseRow): string {
  return durationMs === null ? '' : formatDuration(durationMs);
}

function name(text: string): string {
  return cutToWidth(visibleText(text), NAME_COLUMNS);
}
