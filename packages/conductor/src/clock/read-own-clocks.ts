import type { Clock } from '@conductor/types';
import type { WallReading } from './wall-step.ts';

/** Both clocks of this machine, in one moment. */
export function readOwnClocks(clock: Clock): WallReading {
  return { wallMs: clock.now().getTime(), monotonicNs: clock.monotonicNs() };
}
