import type { StepId } from '@conductor/types';
import type { StepId__Output, StepId as WireStepId } from '../gen/conductor/v1/StepId.ts';
import { phaseCodec } from './enums.ts';
import { malformed } from './malformed.ts';
import { toUint32 } from './scalars.ts';

export function encodeStepId(step: StepId): WireStepId {
  return {
    phase: phaseCodec.encode(step.phase),
    index: toUint32(step.index, 'index of a step'),
    attempt: toUint32(step.attempt, 'attempt of a step'),
  };
}

export function decodeStepId(wire: StepId__Output | null | undefined): StepId {
  if (wire === null || wire === undefined) throw malformed('expected a step, got none');
  if (wire.index < 1 || wire.attempt < 1) {
    throw malformed(`expected a step's index and attempt from 1, got ${wire.index} and ${wire.attempt}`);
  }
  return { phase: phaseCodec.decode(wire.phase), index: wire.index, attempt: wire.attempt };
}
