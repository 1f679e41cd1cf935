import type { Figure } from './figure.ts';
import { type BenchOption, OPTIONS } from './option-table.ts';

/** How to call the bench. */
export const USAGE = [
  `usage: pnpm bench [figure…] ${OPTIONS.filter(({ name }) => name !== 'from' && name !== 'help')
    .map((option) => `[${spelling(option)}]`)
    .join(' ')}`,
  '       pnpm bench --from FILE.json [--markdown FILE] [--vs FILE.json]',
].join('\n');

const EXIT_CODES = [
  ['0', 'measured, whatever the figures'],
  ['1', 'something that is measured does not work'],
  ['2', 'the command line, or a file that it names, is wrong; nothing was measured'],
  ['130, 143, 129', 'interrupted by SIGINT, SIGTERM, SIGHUP, and cleaned up'],
] as const;

/** What `--help` prints: every figure, every option, every exit code. */
export function helpText(figures: readonly Pick<Figure, 'name' | 'title'>[]): string {
  return [
    USAGE,
    '',
    'Measures what Conductor costs, each figure as a ratio against a floor or a peer in the same run.',
    '',
    'Figures (all of them):',
    ...columns(figures.map(({ name, title }) => [name, title])),
    '',
    'Options:',
    ...columns(OPTIONS.map((option) => [dashed(option), option.about])),
    '',
    'Exit code:',
    ...columns(EXIT_CODES),
  ].join('\n');
}

function dashed(option: BenchOption): string {
  return option.short === undefined ? spelling(option) : `-${option.short}, ${spelling(option)}`;
}

function spelling({ name, placeholder }: BenchOption): string {
  return placeholder === undefined ? `--${name}` : `--${name} ${placeholder}`;
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([first]) => first.length));
  return rows.map(([first, second]) => `  ${first.padEnd(width)}  ${second}`);
}
