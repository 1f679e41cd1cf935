import type { BarPicture } from '../page-data.ts';

/** Puts bars that overlap into rows below each other: each into the first that is free when it begins. */
export function stackBars(bars: readonly Omit<BarPicture, 'row'>[]): { bars: BarPicture[]; rows: number } {
  const ends: number[] = [];
  const stacked = bars
    .toSorted((one, other) => one.fromMs - other.fromMs)
    .map((bar) => {
      const free = ends.findIndex((end) => end <= bar.fromMs);
      const row = free === -1 ? ends.length : free;
      ends[row] = bar.toMs;
      return { ...bar, row };
    });
  return { bars: stacked, rows: Math.max(1, ends.length) };
}
