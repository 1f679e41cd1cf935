import { type RunResult, visibleText } from '@conductor/types';
import { caseRows } from '../../closing/case-rows.ts';
import { CASE_COUNTS } from '../../closing/case-table.ts';
import { debts } from '../../closing/debts.ts';
import { drifts } from '../../closing/drifts.ts';
import { failedSteps } from '../../closing/failed-steps.ts';
import { leftOutLines } from '../../closing/left-out.ts';
import { lostPlayers } from '../../closing/lost-players.ts';
import { METRIC_COLUMNS, metricCells, missingValues } from '../../closing/metric-table.ts';
import { missingAtSyncs } from '../../closing/missing-at-syncs.ts';
import { parameterNames } from '../../closing/parameter-names.ts';
import { type PhaseRow, phaseRows, sumRows } from '../../closing/phase-rows.ts';
import { tailReader } from '../../closing/read-tail.ts';
import { verdictLine, verdictWord } from '../../closing/verdict-line.ts';
import { painter } from '../../text/paint.ts';
import { formatDuration } from '../../text/quantities.ts';
import type { Column } from '../../text/table.ts';
import { markdownTable } from './markdown-table.ts';
import { markdownBlock, markdownText } from './markdown-text.ts';

/** What a page takes, and a reader: of each table so many rows, and of what went wrong so many lines. */
const ROWS = 100;
const LINES = 300;

/**
 * A run as Markdown, for a pull request, a paper or the summary of a CI: what it came to, its metrics, its checks, its steps, and what went
 * wrong with the last lines of output, which are read below `directory`.
 */
export async function formatMarkdown(result: RunResult, directory: string): Promise<string> {
  const lines = [
    `### ${markdownText(result.test.name)}: ${verdictWord(result)}`,
    '',
    // Two blanks end a line.
    `${verdictLine(result)}  `,
    `run ${markdownText(result.runId)} by ${markdownText(result.conductor)}, Conductor ${markdownText(result.version)}`,
    '',
    ...(result.insecure ? ['**INSECURE**: players that are not on this machine were commanded without TLS', ''] : []),
    ...table(caseColumns(result), caseCells(result)),
    ...(result.matrix === undefined ? table(METRIC_COLUMNS, metricCells(result)) : []),
    ...drifts(result).flatMap((line) => [markdownText(line), '']),
    ...table(CHECK_COLUMNS, checkCells(result)),
    ...leftOutLines(result).flatMap((line) => [`left out: ${markdownText(line)}`, '']),
    ...table(STEP_COLUMNS, sumRows(phaseRows(result)).map(stepCells)),
    ...(await trouble(result, directory)),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const shown = rows.slice(0, ROWS).map((cells) => cells.map(markdownText));
  const more = rows.length - shown.length;
  return [...markdownTable(columns, shown), ...(more > 0 ? [`and ${more} rows more; run.json has them all`, ''] : [])];
}

/** A column for each parameter of `[Matrix]`. */
function caseColumns(result: RunResult): readonly Column[] {
  return [
    ...parameterNames(result).map((name): Column => ({ title: markdownText(name), align: 'left' })),
    ...CASE_COUNTS,
    ...result.metrics.map(({ name }): Column => ({ title: markdownText(name), align: 'right' })),
  ];
}

function caseCells(result: RunResult): string[][] {
  return caseRows(result).map(({ values, trials, passed, failed, metrics }) => [
    ...values,
    ...[trials, passed, failed].map(String),
    ...metrics,
  ]);
}

const CHECK_COLUMNS: readonly Column[] = [
  { title: 'check', align: 'left' },
  { title: 'expected', align: 'left' },
  { title: 'found', align: 'left' },
  { title: 'verdict', align: 'left' },
];

function checkCells({ checks }: RunResult): string[][] {
  return checks.map(({ metric, caseName, text, found, verdict }) => [
    caseName === '' ? metric : `${metric}, ${caseName}`,
    text,
    found,
    verdict,
  ]);
}

const STEP_COLUMNS: readonly Column[] = [
  { title: 'phase', align: 'left' },
  { title: 'player', align: 'left' },
  { title: 'trials', align: 'right' },
  { title: 'steps', align: 'right' },
  { title: 'passed', align: 'right' },
  { title: 'failed', align: 'right' },
  { title: 'unknown', align: 'right' },
  { title: 'skipped', align: 'right' },
  { title: 'longest', align: 'right' },
  { title: 'verdict', align: 'left' },
];

function stepCells({ phase, player, trials, steps, counts, durationMs, verdict }: PhaseRow): string[] {
  const numbers = [trials.length, steps, counts.passed, counts.failed, counts.unknown, counts.skipped];
  const texts = numbers.map((number) => (number === null ? '' : String(number)));
  return [phase, player, ...texts, durationMs === null ? '' : formatDuration(durationMs), verdict];
}

/** As the closing report tells it, and shown as it stands. */
async function trouble(result: RunResult, directory: string): Promise<string[]> {
  const paint = painter(false);
  const readTail = tailReader(directory);
  const lines = [
    ...(await failedSteps(result, readTail, paint)),
    ...(await missingAtSyncs(result, readTail)).map((line) => `not at a sync in time: ${line}`),
    ...missingValues(result).map((line) => `no value: ${line}`),
    ...lostPlayers(result).map((line) => `lost: ${line}`),
    ...result.problems.map(visibleText),
    ...debts(result, paint),
  ];
  if (lines.length === 0) return [];
  const more = lines.length > LINES ? [`and ${lines.length - LINES} lines more; conduct show has them all`] : [];
  const [first = ''] = lines;
  return markdownBlock([...lines.slice(first === '' ? 1 : 0, LINES), ...more]);
}
