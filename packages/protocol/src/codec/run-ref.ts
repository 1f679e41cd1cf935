import type { RunRef, TrialRef } from '@conductor/types';
import type { RunRef__Output, RunRef as WireRunRef } from '../gen/conductor/v1/RunRef.ts';
import type { TrialRef__Output, TrialRef as WireTrialRef } from '../gen/conductor/v1/TrialRef.ts';
import { malformed } from './malformed.ts';
import { boundedText, toUint32 } from './scalars.ts';

/** Run ids become names of files and cgroups: letters, digits, `-` and `_`, at most 100. */
const RUN_ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/;
const CASE_NAME_LIMIT = 1000;

export function encodeRunRef(run: RunRef): WireRunRef {
  return { runId: run.runId, epoch: toUint32(run.epoch, 'epoch') };
}

export function decodeRunRef(wire: RunRef__Output | null | undefined): RunRef {
  if (wire === null || wire === undefined) throw malformed('expected the run that the frame belongs to, got none');
  if (!RUN_ID.test(wire.runId)) {
    throw malformed(`expected a run id of letters, digits, - and _, got ${JSON.stringify(wire.runId.slice(0, 100))}`);
  }
  if (wire.epoch < 1) throw malformed(`expected an epoch from 1, got ${wire.epoch}`);
  return { runId: wire.runId, epoch: wire.epoch };
}

export function encodeTrialRef(trial: TrialRef): WireTrialRef {
  return { caseName: trial.caseName, trial: toUint32(trial.trial, 'trial') };
}

export function decodeTrialRef(wire: TrialRef__Output | null | undefined): TrialRef {
  if (wire === null || wire === undefined) throw malformed('expected a trial, got none');
  if (wire.trial < 1) throw malformed(`expected a trial from 1, got ${wire.trial}`);
  return { caseName: boundedText(wire.caseName, CASE_NAME_LIMIT, 'name of a case'), trial: wire.trial };
}
