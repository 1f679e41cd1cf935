import { type Column, formatTable } from '@conductor/report';
import { visibleText } from '@conductor/types';
import type { LoadedEnd } from '../run-command.ts';

/** A test, and what became of it; `null`: it was not begun. */
export interface TestRow {
  readonly name: string;
  readonly end: LoadedEnd | null;
}

const COLUMNS: readonly Column[] = [
  { title: 'test', align: 'left' },
  { title: 'trials', align: 'right' },
  { title: 'passed', align: 'right' },
  { title: 'exit code', align: 'right' },
  { title: 'verdict', align: 'left' },
  { title: 'directory', align: 'left' },
];

/** What several tests came to, a row for each. */
export function summaryText(rows: readonly TestRow[]): string {
  return `\n${formatTable(COLUMNS, rows.map(cellsOf)).join('\n')}\n`;
}

function cellsOf({ name, end }: TestRow): string[] {
  const shown = visibleText(name);
  if (end === null) return [shown, '', '', '', 'not begun', ''];
  const { run, exitCode } = end;
  if (run === null) return [shown, '', '', String(exitCode), 'not begun', ''];
  const passed = run.result.trials.filter(({ verdict }) => verdict === 'passed').length;
  const { trials, verdict } = run.result;
  return [shown, String(trials.length), String(passed), String(exitCode), verdict, visibleText(run.directory)];
}
