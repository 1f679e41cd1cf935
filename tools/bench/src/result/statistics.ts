import type { Statistic } from './row.ts';

/** The middle of the samples; of an even number, the mean of the two in the middle. NaN when there are none. */
export function median(samples: readonly number[]): number {
  const sorted = ascending(samples);
  const middle = (sorted.length - 1) / 2;
  return (at(sorted, Math.floor(middle)) + at(sorted, Math.ceil(middle))) / 2;
}

/** The smallest sample that at least this part of all samples does not exceed (nearest rank). */
export function percentile(samples: readonly number[], part: number): number {
  const sorted = ascending(samples);
  return at(sorted, Math.max(0, Math.ceil(part * sorted.length) - 1));
}

/** One number for all samples. */
export function statisticOf(samples: readonly number[], statistic: Statistic): number {
  switch (statistic) {
    case 'median':
      return median(samples);
    case 'p99':
      return percentile(samples, 0.99);
    case 'worst':
      return Math.max(...samples);
    case 'least':
      return Math.min(...samples);
    case 'mean':
      return sumOf(samples) / samples.length;
    case 'sum':
      return sumOf(samples);
    default:
      return statistic satisfies never;
  }
}

function sumOf(samples: readonly number[]): number {
  return samples.reduce((sum, sample) => sum + sample, 0);
}

function ascending(samples: readonly number[]): number[] {
  return samples.toSorted((one, other) => one - other);
}

function at(sorted: readonly number[], place: number): number {
  return sorted[place] ?? Number.NaN;
}
