import { wordAfter, wordsOf } from './command-words.ts';
import type { PrintedBy, SeriesPoint, SeriesReading } from './series-reading.ts';

/** The last columns of Linux and FreeBSD: user, system, idle. */
const IDLE = 'id';

/** How busy processors were by `vmstat N`, from its second line on: the first is the mean since the boot. */
export function vmstatSeries(lines: readonly string[], { command }: PrintedBy): SeriesReading[] {
  const intervalMs = 1000 * intervalOf(command);
  if (!(intervalMs > 0)) return [];
  const points: SeriesPoint[] = [];
  let column = -1;
  let seen = 0;
  for (const line of lines) {
    const cells = line.trim().split(/\s+/);
    if (cells.includes(IDLE)) column = cells.lastIndexOf(IDLE);
    const idle = /^[\d\s.]+$/.test(line) && cells[column] !== undefined ? Number(cells[column]) : Number.NaN;
    if (!(idle >= 0 && idle <= 100)) continue;
    if (seen > 0) points.push([seen * intervalMs, 100 - idle]);
    seen += 1;
  }
  return points.length === 0 ? [] : [{ subject: 'vmstat', label: '', unit: '% busy', ownUncertaintyMs: 0, points }];
}

/** `vmstat 1`, or `vmstat -w 1` of FreeBSD. */
function intervalOf(command: string): number {
  const word = wordAfter(command, 'vmstat', '-w') ?? wordsOf(command, 'vmstat')?.find((each) => /^\d+$/.test(each));
  return Number(word ?? Number.NaN);
}
