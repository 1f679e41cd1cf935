import { numberText } from './figure-text.ts';
import { type Judgement, judge } from './judge.ts';
import type { RatioRow, Row, ValueRow } from './row.ts';

/**
 * What moved between two runs, one line each: a figure has moved when the ranges of the two do not touch. A goal that
 * only one of them met is named as well. Ends with how many figures were compared.
 */
export function versus(rows: readonly Row[], base: readonly Row[]): string {
  const before = new Map(base.map((row) => [row.name, row]));
  const both = rows.flatMap((row) => {
    const earlier = before.get(row.name);
    if (!isMeasured(row) || earlier === undefined || !isMeasured(earlier)) return [];
    return [{ what: row.what, now: judge(row), was: judge(earlier) }];
  });
  const moved = both.filter(hasMoved).map(movedText);
  const figures = both.length === 1 ? '1 figure' : `${both.length} figures`;
  return [...moved, `${figures} compared, ${moved.length} moved beyond the ranges of both`].join('\n');
}

function isMeasured(row: Row): row is RatioRow | ValueRow {
  return row.kind === 'ratio' || row.kind === 'value';
}

interface Compared {
  readonly what: string;
  readonly now: Judgement;
  readonly was: Judgement;
}

function hasMoved({ now, was }: Compared): boolean {
  return now.least > was.most || now.most < was.least;
}

function movedText({ what, now, was }: Compared): string {
  const factor = now.figure / was.figure;
  return `${what}: ${rangeText(was)} → ${rangeText(now)}, ${numberText(factor)} × what it was${goalChange(now, was)}`;
}

function rangeText({ figure, least, most }: Judgement): string {
  return `${numberText(figure)} (${numberText(least)}–${numberText(most)})`;
}

function goalChange(now: Judgement, was: Judgement): string {
  if (now.verdict.kind === was.verdict.kind) return '';
  return now.verdict.kind === 'met' ? '; meets its goal now' : '; no longer meets its goal';
}
