import { numberText, valueText } from './figure-text.ts';
import { judge, type Verdict } from './judge.ts';
import type { Goal, RatioRow, Row, ValueRow } from './row.ts';
import { median } from './statistics.ts';

const HEAD = ['figure', 'result', 'range', 'absolute', 'goal', ''] as const;

/** The table of all rows, as Markdown. */
export function benchTable(rows: readonly Row[]): string {
  const cells = [HEAD, ...rows.map(cellsOf)];
  // A rule of Markdown needs two characters at least.
  const widths = HEAD.map((_, column) => Math.max(2, ...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`);
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [lines[0], rule, ...lines.slice(1)].join('\n');
}

function cellsOf(row: Row): readonly string[] {
  switch (row.kind) {
    case 'ratio':
      return ratioCells(row);
    case 'value':
      return valueCells(row);
    case 'missing':
      return [row.what, `not measured: ${row.why}`, '', '', '', ''];
    case 'failed':
      return [row.what, `failed: ${row.why}`, '', '', '', ''];
    default:
      return row satisfies never;
  }
}

function ratioCells(row: RatioRow): readonly string[] {
  const { figure, least, most, verdict } = judge(row);
  const absolute = [row.pairs.map(({ subject }) => subject), row.pairs.map(({ against }) => against)]
    .map((side) => valueText(median(side), row.unit))
    .join(' : ');
  return [
    withNote(row),
    `${numberText(figure)} × ${row.against}`,
    `${numberText(least)}–${numberText(most)}`,
    absolute,
    goalText(row.goal, ' ×'),
    verdictText(verdict),
  ];
}

function valueCells(row: ValueRow): readonly string[] {
  const { figure, least, most, verdict } = judge(row);
  const unit = row.unit === 'count' ? '' : ` ${row.unit}`;
  const samples = row.rounds.flat().length;
  return [
    withNote(row),
    `${row.statistic} ${valueText(figure, row.unit)}`,
    `${numberText(least)}–${numberText(most)}${unit}`,
    `${samples} ${samples === 1 ? 'sample' : 'samples'}`,
    goalText(row.goal, unit),
    verdictText(verdict),
  ];
}

function withNote({ what, note }: Row): string {
  return note === undefined ? what : `${what} (${note})`;
}

function goalText(goal: Goal | null, unit: string): string {
  if (goal === null) return '';
  return `${goal.kind === 'at-most' ? '≤' : '≥'} ${numberText(goal.bound)}${unit}`;
}

function verdictText(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'met':
      return 'met';
    case 'no-goal':
      return '';
    case 'missed':
      return `missed by ${numberText(verdict.factor)} ×`;
    default:
      return verdict satisfies never;
  }
}
