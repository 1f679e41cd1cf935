import type { KeptRun, PlayerCondition } from '@conductor/types';
import type { KeptRun__Output, KeptRun as WireKeptRun } from '../gen/conductor/v1/KeptRun.ts';
import type { PlayerCondition__Output, PlayerCondition as WireCondition } from '../gen/conductor/v1/PlayerCondition.ts';
import { decodeIfPhase, encodeIfPhase, resetStateCodec } from './enums.ts';
import { decodeHolder, encodeHolder } from './holder.ts';
import { malformed } from './malformed.ts';
import { decodeTrialRef, encodeTrialRef } from './run-ref.ts';
import { boundedList, boundedSentence, fromTimestamp, fromUint64, toTimestamp, toUint32, toUint64 } from './scalars.ts';

/** A Welcome stays far below the largest message: beyond this many runs, the oldest are not told of. */
const KEPT_LIMIT = 1000;
const RUN_ID_LIMIT = 100;

export function encodeCondition(condition: PlayerCondition): WireCondition {
  return {
    holder: condition.holder === null ? null : encodeHolder(condition.holder),
    trial: condition.trial === null ? null : encodeTrialRef(condition.trial),
    phase: encodeIfPhase(condition.phase),
    stepIndex: toUint32(condition.stepIndex, 'index of a step'),
    kept: condition.kept.slice(-KEPT_LIMIT).map(encodeKept),
  };
}

export function decodeCondition(wire: PlayerCondition__Output | null | undefined): PlayerCondition {
  if (wire === null || wire === undefined) throw malformed('expected what the player is at, got nothing');
  return {
    holder: wire.holder ? decodeHolder(wire.holder) : null,
    trial: wire.trial ? decodeTrialRef(wire.trial) : null,
    phase: decodeIfPhase(wire.phase),
    stepIndex: wire.stepIndex,
    kept: boundedList(wire.kept, KEPT_LIMIT, 'kept runs').map(decodeKept),
  };
}

function encodeKept(kept: KeptRun): WireKeptRun {
  return {
    runId: kept.runId,
    loadedTime: toTimestamp(kept.loaded),
    reset: resetStateCodec.encode(kept.reset),
    pendingBytes: toUint64(kept.pendingBytes, 'pending bytes of a run'),
    isOwed: kept.isOwed,
  };
}

function decodeKept(wire: KeptRun__Output): KeptRun {
  return {
    runId: boundedSentence(wire.runId, RUN_ID_LIMIT, 'name of a kept run'),
    loaded: fromTimestamp(wire.loadedTime, 'time of a kept run'),
    reset: resetStateCodec.decode(wire.reset),
    pendingBytes: fromUint64(wire.pendingBytes, 'pending bytes of a run'),
    isOwed: wire.isOwed,
  };
}
