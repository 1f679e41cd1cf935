import type { SpooledRun, SpooledTrial } from '../spool/spooled-run.ts';
import { bytesText, durationText } from '../spool/texts.ts';
import type { TrialDebt } from '../spool/trial-debt.ts';
import { counted } from './counted.ts';
import { linesText } from './lines-text.ts';
import type { SpoolView } from './spool-view.ts';

const HEADER = ['run', 'trial', 'loaded', 'age', 'bytes', 'Reset', 'collected'];

/** What is kept in a state folder, as a table: one line for each trial, the bytes with the first of a run. */
export function spoolText(view: SpoolView): string {
  const { stateFolder, player, heldRun, runs } = view;
  const users = player === null ? 'no player runs there' : `the player with process number ${player} runs there`;
  const head = `${stateFolder}: ${users}${heldRun === null ? '' : `, and run ${heldRun} holds it`}`;
  if (runs.length === 0) return linesText([head, 'nothing is kept']);
  const rows = runs.flatMap((run) => rowsOf(run, view.now));
  const bytes = runs.reduce((sum, run) => sum + run.bytes, 0);
  const total = `${counted(runs.length, 'run')}, ${counted(rows.length, 'trial')}, ${bytesText(bytes)} in all`;
  return linesText([head, ...table([HEADER, ...rows]), total]);
}

/** What is said of the Reset of a trial. */
const DEBTS: Readonly<Record<TrialDebt, string>> = {
  open: 'in progress',
  owed: 'OWED',
  'not-owed': 'not owed',
  paid: 'paid',
  waived: 'waived',
  unconfirmed: 'unconfirmed',
};

function rowsOf(run: SpooledRun, now: Date): readonly (readonly string[])[] {
  const size = bytesText(run.bytes);
  if (run.trials.length === 0) return [[run.runId, '-', '-', age(run.changed, now), size, '-', '-']];
  return run.trials.map((trial, place) => [
    place === 0 ? run.runId : '',
    nameOf(trial),
    `${trial.loaded.toISOString().slice(0, 19)}Z`,
    age(trial.loaded, now),
    place === 0 ? size : '',
    DEBTS[trial.debt],
    trial.isCollected ? 'all' : 'not all',
  ]);
}

function nameOf({ caseName, trial }: SpooledTrial): string {
  return caseName === '' ? String(trial) : `${trial} of ${caseName}`;
}

function age(since: Date, now: Date): string {
  return durationText(now.getTime() - since.getTime());
}

function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = HEADER.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  return rows.map((row) => line(row).trimEnd());
}
