import type { Holder } from '@conductor/types';
import type { Holder__Output, Holder as WireHolder } from '../gen/conductor/v1/Holder.ts';
import { boundedSentence, fromDuration, fromTimestamp, toDuration, toTimestamp, toUint32 } from './scalars.ts';

const NAME_LIMIT = 1024;

export function encodeHolder(holder: Holder): WireHolder {
  return {
    runId: holder.runId,
    epoch: toUint32(holder.epoch, 'epoch of a holder'),
    who: holder.who.slice(0, NAME_LIMIT),
    sinceTime: toTimestamp(holder.since),
    silent: toDuration(holder.silentMs, 'silence of a holder'),
    lease: holder.leaseMs === null ? null : toDuration(holder.leaseMs, 'lease of a holder'),
  };
}

export function decodeHolder(wire: Holder__Output): Holder {
  return {
    runId: boundedSentence(wire.runId, NAME_LIMIT, 'run of a holder'),
    epoch: wire.epoch,
    who: boundedSentence(wire.who, NAME_LIMIT, 'name of a holder'),
    since: fromTimestamp(wire.sinceTime, 'time of a holder'),
    silentMs: fromDuration(wire.silent, 'silence of a holder'),
    leaseMs: wire.lease ? fromDuration(wire.lease, 'lease of a holder') : null,
  };
}
