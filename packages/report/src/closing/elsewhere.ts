import type { RunResult } from '@conductor/types';

/** Who looks for outputs in this directory must be told that they are in another. */
export function elsewhere({ collector, metrics }: RunResult): string[] {
  if (collector === 'own') return [];
  const there =
    'outputs, files and the outcome of each step are in its run directory; here is what the players counted';
  const lines = [`An external collector has the results: ${there}.`];
  if (metrics.length > 0)
    lines.push('Nothing was measured here: conduct report of its run directory does that, and judges the checks.');
  return lines;
}
