import { readClocks } from '@conductor/protocol';
import type { Clock } from '@conductor/types';
import type { WallReading } from './wall-step.ts';

/** Both clocks of this machine, in one moment. */
export function readOwnClocks(clock: Clock): WallReading {
  const { wall, monotonicNs } = readClocks(clock);
  return { wallMs: wall.getTime(), monotonicNs };
}
