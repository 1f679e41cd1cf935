import type { Drift } from '../statistics/find-drift.ts';
import { generalText } from '../statistics/number-text.ts';

/** `+3.2 % from the first to the last (p = 0.004)`; of values around 0 in their own unit. */
export function driftText({ overall, slope }: Drift, mean: number): string {
  const change = mean === 0 ? generalText(overall, 3) : `${generalText((overall / Math.abs(mean)) * 100, 3)} %`;
  return `${overall > 0 ? '+' : ''}${change} from the first to the last (${pText(slope.p)})`;
}

/** Very small ones have no digits that mean anything. */
export function pText(p: number): string {
  return p < 1e-6 ? 'p < 1e-06' : `p = ${generalText(p, 2)}`;
}
