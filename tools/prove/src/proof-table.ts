import type { Proof } from './proof.ts';

const HEAD = ['guarantee', 'n', 'hits', 'failures', 'worst time'] as const;

/** The table of all proofs, as Markdown; what was not run says why. Hits are the trials whose fault struck in time. */
export function proofTable(proofs: readonly Proof[]): string {
  const rows = [HEAD, ...proofs.map(rowOf)];
  // A rule of Markdown needs two characters at least.
  const widths = HEAD.map((_, column) => Math.max(2, ...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => `| ${row.map((cell, column) => aligned(cell, column, widths)).join(' | ')} |`);
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [lines[0], rule, ...lines.slice(1)].join('\n');
}

function rowOf({ number, title, n, hits, failures, worstMs, notRun }: Proof): readonly string[] {
  const name = `${number} ${title}`;
  if (notRun !== null) return [`${name} (not run: ${notRun})`, '0', '', '', ''];
  return [name, String(n), String(hits), String(failures.length), timeText(worstMs)];
}

function aligned(cell: string, column: number, widths: readonly number[]): string {
  const width = widths[column] ?? 0;
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}

function timeText(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
