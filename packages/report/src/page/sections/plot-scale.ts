/** A straight way from values to places of a drawing. */
export interface PlotScale {
  /** The place of a value, to a tenth. */
  readonly at: (value: number) => number;
  /** Round values for the axis, at most five. */
  readonly ticks: readonly number[];
}

/** Two ends of a range: where it begins and where it ends. */
export type Range = readonly [low: number, high: number];

/** A scale that has all these values in it, and some room around them. Without a value it goes from 0 to 1. */
export function plotScale(values: readonly number[], places: Range): PlotScale {
  const [low, high] = roomAround(values);
  const at = (value: number) => rounded(places[0] + ((value - low) / (high - low)) * (places[1] - places[0]));
  return { at, ticks: roundValues(low, high) };
}

/** Equal values get a tenth of themselves. */
function roomAround(values: readonly number[]): Range {
  if (values.length === 0) return [0, 1];
  const low = values.reduce((least, value) => Math.min(least, value));
  const high = values.reduce((most, value) => Math.max(most, value));
  const room = (high - low) * 0.08 || Math.abs(high) * 0.1 || 1;
  const range: Range = [low - room, high + room];
  return Number.isFinite(range[1] - range[0]) ? range : [-1, 1];
}

function roundValues(low: number, high: number): number[] {
  const rough = (high - low) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.ceil(low / step);
  const count = Math.max(0, Math.floor(high / step) - first + 1);
  return Array.from({ length: Math.min(count, 5) }, (_, at) => (first + at) * step);
}

function rounded(place: number): number {
  return Math.round(place * 10) / 10;
}
