/** The part of a trial that is shown, in milliseconds from its beginning. */
export interface TimeView {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Nothing is known better than to the microsecond. */
const CLOSEST_MS = 0.02;

/** The view, closer by `factor` around a time, inside of a trial. */
export function zoomed({ fromMs, toMs }: TimeView, factor: number, aroundMs: number, lengthMs: number): TimeView {
  const span = Math.min(lengthMs, Math.max(CLOSEST_MS, (toMs - fromMs) / factor));
  const part = (aroundMs - fromMs) / (toMs - fromMs);
  return within({ fromMs: aroundMs - part * span, toMs: aroundMs + (1 - part) * span }, lengthMs);
}

/** The view moved, inside of a trial. */
export function moved({ fromMs, toMs }: TimeView, byMs: number, lengthMs: number): TimeView {
  return within({ fromMs: fromMs + byMs, toMs: toMs + byMs }, lengthMs);
}

/** The same view inside of a trial. */
export function within({ fromMs, toMs }: TimeView, lengthMs: number): TimeView {
  const span = Math.min(lengthMs, toMs - fromMs);
  const from = Math.min(Math.max(0, fromMs), lengthMs - span);
  return { fromMs: from, toMs: from + span };
}

/** The place of a time in a drawing that is `width` wide and begins at `left`. */
export function placeOf({ fromMs, toMs }: TimeView, left: number, width: number): (ms: number) => number {
  return (ms) => Math.round((left + ((ms - fromMs) / (toMs - fromMs)) * width) * 10) / 10;
}

/** Round times in a view, about so many. */
export function roundTimes({ fromMs, toMs }: TimeView, about: number): number[] {
  const step = roundStep((toMs - fromMs) / about);
  const first = Math.ceil(fromMs / step);
  const count = Math.max(0, Math.floor(toMs / step) - first + 1);
  return Array.from({ length: Math.min(count, 100) }, (_, at) => (first + at) * step);
}

/** The next of 1, 2, 5, 10, 20, 50 …. */
export function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
}

/** A time in the unit that a view of such a length wants: `12 s`, `12.5 ms`. */
export function timeText(ms: number, spanMs: number): string {
  const digits = (unitMs: number) => Math.max(0, Math.ceil(-Math.log10(spanMs / unitMs / 20)));
  if (spanMs >= 1000) return `${(ms / 1000).toFixed(digits(1000))} s`;
  return `${ms.toFixed(digits(1))} ms`;
}
