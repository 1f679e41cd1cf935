import type { Clock } from '@conductor/types';
import { toNanoseconds, toTimestamp } from '../codec/scalars.ts';
import type { ConductRequest__Output } from '../gen/conductor/v1/ConductRequest.ts';
import type { ConductResponse } from '../gen/conductor/v1/ConductResponse.ts';
import type { WireStream } from '../wire/wire-stream.ts';
import { readClocks } from './read-clocks.ts';

type Line = WireStream<ConductResponse, ConductRequest__Output>;

/** The player's side of reading its clocks: each question is answered as it comes, and before anybody else hears of it. */
export function tellClock(clock: Clock) {
  return ({ kind, readClock }: ConductRequest__Output, wire: Line): Promise<void> | null => {
    if (kind !== 'readClock' || !readClock) return null;
    const { monotonicNs, wall } = readClocks(clock);
    const { sequence } = readClock;
    const clockReading = {
      sequence,
      monotonicNs: toNanoseconds(monotonicNs, 'reading of a clock'),
      wallTime: toTimestamp(wall),
    };
    // An answer that finds nobody is no news: the end of the conversation is told anyhow.
    return wire.write({ clockReading }).catch(() => undefined);
  };
}
