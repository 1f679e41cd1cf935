import { type RunResult, visibleText } from '@conductor/types';
import { caseTable } from './closing/case-table.ts';
import { checkLines } from './closing/check-lines.ts';
import { debts } from './closing/debts.ts';
import { drifts } from './closing/drifts.ts';
import { elsewhere } from './closing/elsewhere.ts';
import { failedSteps } from './closing/failed-steps.ts';
import { hostStates } from './closing/host-states.ts';
import { leftOutLines } from './closing/left-out.ts';
import { lostPlayers } from './closing/lost-players.ts';
import { metricTable, missingValues } from './closing/metric-table.ts';
import { missedFetches } from './closing/missed-fetches.ts';
import { missingAtSyncs } from './closing/missing-at-syncs.ts';
import { type ReadTail, tailReader } from './closing/read-tail.ts';
import { remarks } from './closing/remarks.ts';
import { resultTable } from './closing/result-table.ts';
import { runTimes } from './closing/run-times.ts';
import { startSpreads } from './closing/start-spreads.ts';
import { isBelied, verdictLine } from './closing/verdict-line.ts';
import { type Paint, painter, VERDICT_COLOUR } from './text/paint.ts';
import { settledPrecision } from './text/settled-precision.ts';

/** What goes with the text of a run. */
export interface RunTextOptions {
  /** The run directory, as it is to be shown. */
  readonly directory: string;
  /** Default: reads below `directory`. */
  readonly readTail?: ReadTail;
  /** Default false. */
  readonly colour?: boolean;
}

/**
 * The closing text of a run, with a newline at the end: a table for each trial, phase and player, metrics and checks, failed steps with the last lines of
 * their output, lost players, fetches that did not happen, what was left behind or is owed, how hosts were after Reset, problems, and the verdict. What comes from players is shown, never
 * obeyed by the terminal.
 */
export async function formatRun(result: RunResult, options: RunTextOptions): Promise<string> {
  const paint = painter(options.colour ?? false);
  const readTail = options.readTail ?? tailReader(options.directory);
  const lines = [
    ...heading(result, paint),
    '',
    ...cases(result),
    ...resultTable(result),
    ...section('Left out', leftOutLines(result)),
    ...section('Started within', startSpreads(result)),
    ...spaced(elsewhere(result)),
    ...section('Metrics', [...measuredLines(result), ...precisionLines(result), ...drifts(result)]),
    ...section('No value', missingValues(result)),
    ...section('Checks', checkLines(result, paint)),
    ...(await failedSteps(result, readTail, paint)),
    ...section('Not at a sync in time', await missingAtSyncs(result, readTail)),
    ...section('Lost players', lostPlayers(result)),
    ...section('Fetches that did not happen', missedFetches(result)),
    ...section('Left behind or owed', debts(result, paint)),
    ...section('Hosts after Reset', hostStates(result)),
    ...section('Problems', result.problems.map(visibleText)),
    ...section('Remarks', remarks(result)),
    '',
    paint(verdictLine(result), isBelied(result) ? 'red' : VERDICT_COLOUR[result.verdict]),
    visibleText(options.directory),
  ];
  return `${lines.join('\n')}\n`;
}

/** One row for each case, and how they took turns. */
function cases(result: RunResult): string[] {
  const { matrix } = result;
  if (matrix === undefined) return [];
  const seed = matrix.seed === undefined ? '' : ` (--seed ${matrix.seed})`;
  const order =
    matrix.order === 'as-written' || matrix.cases.length === 1 ? [] : [`the cases took turns: ${matrix.order}${seed}`];
  return [...caseTable(result), ...order, ''];
}

/** The table of cases has them already. */
function measuredLines(result: RunResult): string[] {
  return result.matrix === undefined ? metricTable(result) : [];
}

/** Of `trials: auto`. */
function precisionLines({ precision, matrix }: RunResult): string[] {
  const all = [precision, ...(matrix?.cases.map((one) => one.precision) ?? [])];
  return all.flatMap((one) => (one === undefined ? [] : [settledPrecision(one)]));
}

function heading(result: RunResult, paint: Paint): string[] {
  const { test, runId, conductor, version } = result;
  const lines = [
    paint(visibleText(`${test.name}: run ${runId} by ${conductor}, Conductor ${version}`), 'bold'),
    runTimes(result),
  ];
  if (result.insecure)
    lines.push(paint('INSECURE: players that are not on this machine were commanded without TLS', 'red'));
  const certified = result.players.flatMap(({ name, identity }) => (identity ? [`${name} is ${identity}`] : []));
  if (certified.length > 0) lines.push(visibleText(`by their certificates: ${certified.join(', ')}`));
  return lines;
}

function spaced(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', ...lines];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `  ${line}`)];
}
