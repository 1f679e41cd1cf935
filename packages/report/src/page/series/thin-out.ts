import type { SeriesPoint } from './series-reading.ts';

/** Digits that a drawing can show. */
const DIGITS = 5;

/**
 * At most so many points: of each stretch of time the least and the greatest, so that no peak is lost, and a gap where it had one. Times are rounded to
 * milliseconds.
 */
export function thinOut(points: readonly SeriesPoint[], most: number): SeriesPoint[] {
  if (points.length <= most) return points.map(rounded);
  const stretch = Math.ceil(points.length / Math.max(1, Math.floor(most / 2)));
  const thin: SeriesPoint[] = [];
  for (let from = 0; from < points.length; from += stretch) thin.push(...extremes(points.slice(from, from + stretch)));
  return thin.map(rounded);
}

/** In the order of time. */
function extremes(points: readonly SeriesPoint[]): SeriesPoint[] {
  let least: SeriesPoint | undefined;
  let greatest: SeriesPoint | undefined;
  for (const point of points) {
    const value = point[1];
    if (value === null) continue;
    if (least === undefined || value < (least[1] ?? value)) least = point;
    if (greatest === undefined || value > (greatest[1] ?? value)) greatest = point;
  }
  if (least === undefined || greatest === undefined) return points.slice(0, 1);
  if (least === greatest) return [least];
  return least[0] < greatest[0] ? [least, greatest] : [greatest, least];
}

function rounded([atMs, value]: SeriesPoint): SeriesPoint {
  return [Math.round(atMs), value === null ? null : Number(value.toPrecision(DIGITS))];
}
