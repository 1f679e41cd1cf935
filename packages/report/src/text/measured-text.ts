import type { BaseUnit, Measured } from '@conductor/types';
import { formatQuantity } from './quantity-text.ts';

/** What a metric must say for its values to be shown. */
export interface Measure {
  readonly unit: BaseUnit;
  /** What counts as 100 %, in `unit`; `null` when nobody said. */
  readonly of: number | null;
}

/** A value as people say it, with its part of the line rate where that is known: `9.413 Gbit/s (94.13 %)`. */
export function valueText(value: number, { unit, of }: Measure): string {
  const part = of === null ? '' : ` (${formatQuantity((100 * value) / of, '%')})`;
  return `${formatQuantity(value, unit)}${part}`;
}

/** The same, or why there is none. */
export function measuredText(measured: Measured, measure: Measure): string {
  return measured.kind === 'value' ? valueText(measured.value, measure) : `no value: ${measured.reason}`;
}
