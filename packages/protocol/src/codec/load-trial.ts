import { isDeepStrictEqual } from 'node:util';
import { PHASES, type Phase, type Secret, type Step, stepText } from '@conductor/types';
import type { ControlCommand } from '../control-frame.ts';
import type { LoadTrial__Output, LoadTrial as WireLoadTrial } from '../gen/conductor/v1/LoadTrial.ts';
import type { PhaseSteps__Output, PhaseSteps as WirePhaseSteps } from '../gen/conductor/v1/PhaseSteps.ts';
import { phaseCodec } from './enums.ts';
import { malformed } from './malformed.ts';
import { decodePolicies, encodePolicies } from './policies.ts';
import { putBytes } from './put-step.ts';
import { decodeTrialRef, encodeTrialRef } from './run-ref.ts';
import { encodeSecret, FRAME_TEXT_BYTES, secretFrames, takeSecrets } from './secret.ts';
import { decodeStateLooks, encodeStateLooks } from './state-looks.ts';
import { decodeStep, encodeStep } from './step.ts';

type LoadTrial = Extract<ControlCommand, { kind: 'load-trial' }>;

/** What a step costs on the wire besides its texts, at most. */
const STEP_OVERHEAD_BYTES = 64;
const STEPS_PER_PHASE = 10_000;
const TRIAL_TEXT_BYTES = 64 * 1024 * 1024;

/** A trial as frames of at most 256 KiB; the last one commits. */
export function* encodeLoadTrial(command: LoadTrial): Generator<WireLoadTrial> {
  const trial = encodeTrialRef(command.trial);
  let policies: WireLoadTrial['policies'] = encodePolicies(command.policies);
  if (command.state) {
    yield { trial, policies, state: encodeStateLooks(command.state) };
    policies = null;
  }
  // They come first, in frames of their own.
  for (const secrets of secretFrames(command.secrets)) {
    yield { trial, policies, secrets: secrets.map(encodeSecret) };
    policies = null;
  }
  let frame: WirePhaseSteps[] = [];
  let frameBytes = 0;
  let stepCount = 0;
  for (const phase of PHASES) {
    for (const step of command.phases[phase]) {
      const bytes = textBytes(step) + STEP_OVERHEAD_BYTES;
      if (frameBytes + bytes > FRAME_TEXT_BYTES && frameBytes > 0) {
        yield { trial, policies, phases: frame };
        policies = null;
        frame = [];
        frameBytes = 0;
      }
      append(frame, phase, step);
      frameBytes += bytes;
      stepCount += 1;
    }
  }
  yield { trial, policies, phases: frame, commit: { stepCount } };
}

function append(frame: WirePhaseSteps[], phase: Phase, step: Step): void {
  const wirePhase = phaseCodec.encode(phase);
  const last = frame.at(-1);
  if (last?.phase === wirePhase) last.steps?.push(encodeStep(step));
  else frame.push({ phase: wirePhase, steps: [encodeStep(step)] });
}

function textBytes(step: Step): number {
  const body = step.kind === 'put' ? putBytes(step) : Buffer.byteLength(stepText(step));
  return body + Buffer.byteLength(step.key) + Buffer.byteLength(step.place.file);
}

/** Takes the frames of one trial; returns the trial with the last one. Bounded: a caller cannot fill our memory. */
export interface TrialAssembly {
  add(frame: LoadTrial__Output): LoadTrial | null;
}

export function assembleTrial(first: LoadTrial__Output): TrialAssembly {
  const trial = decodeTrialRef(first.trial);
  if (!first.policies) throw malformed('expected the policies of a trial in its first frame, got none');
  const policies = decodePolicies(first.policies);
  const phases: Record<Phase, Step[]> = { startup: [], run: [], collect: [], reset: [] };
  const secrets: Secret[] = [];
  const state = first.state ? { state: decodeStateLooks(first.state) } : {};
  let stepCount = 0;
  let bytes = 0;

  function take(group: PhaseSteps__Output): void {
    const list = phases[phaseCodec.decode(group.phase)];
    for (const wire of group.steps) {
      const step = decodeStep(wire);
      if (step.index <= (list.at(-1)?.index ?? 0)) throw malformed(`step ${step.index} of a trial is out of order`);
      list.push(step);
      stepCount += 1;
      bytes += textBytes(step);
    }
    if (list.length > STEPS_PER_PHASE) throw malformed(`expected at most ${STEPS_PER_PHASE} steps in a phase`);
    if (bytes > TRIAL_TEXT_BYTES) throw malformed(`expected at most ${TRIAL_TEXT_BYTES} bytes of steps in a trial`);
  }

  return {
    add(frame) {
      const next = decodeTrialRef(frame.trial);
      if (!isDeepStrictEqual(next, trial)) {
        throw malformed(`trial ${next.trial} began before trial ${trial.trial} was loaded`);
      }
      if (frame.policies && frame !== first) throw malformed('policies in a later frame of a trial');
      if (frame.state && frame !== first) throw malformed('what to look at, in a later frame of a trial');
      takeSecrets(secrets, frame.secrets);
      for (const group of frame.phases) take(group);
      if (!frame.commit) return null;
      if (frame.commit.stepCount !== stepCount) {
        throw malformed(`a trial of ${frame.commit.stepCount} steps arrived with ${stepCount}`);
      }
      return { kind: 'load-trial', trial, policies, phases, secrets, ...state };
    },
  };
}
