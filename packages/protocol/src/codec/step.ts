import { mostAttempts, type Step } from '@conductor/types';
import type { Step__Output, Step as WireStep } from '../gen/conductor/v1/Step.ts';
import { decodeFetch, encodeFetch } from './fetch-step.ts';
import { malformed } from './malformed.ts';
import { type Readings, readKind } from './oneof.ts';
import { decodePut, encodePut } from './put-step.ts';
import { decodeReady, encodeReady } from './ready-condition.ts';
import { boundedText, fromDuration, toDuration, toUint32 } from './scalars.ts';
import { decodeSync, encodeSync } from './sync-step.ts';

/** A command is at most 120 KiB: at 128 KiB a program cannot be started with it. */
export const COMMAND_LIMIT_BYTES = 120 * 1024;
/** A key is part of one line, and a line has at most 64 KiB. */
const KEY_LIMIT = 64 * 1024;
/** What a path may have. */
const PATH_LIMIT = 4096;

/** Who waits for something uses a ready step. */
const RETRIES_LIMIT = 100;

type StepKind = Step['kind'];
type StepOf<K extends StepKind> = Extract<Step, { kind: K }>;
type StepBase = Pick<Step, 'index' | 'key' | 'place' | 'mayFail'>;

const ENCODE_BODY: { readonly [K in StepKind]: (step: StepOf<K>) => WireStep } = {
  step: (step) => ({ plain: { command: step.command } }),
  spawn: (step) => ({ spawn: { command: step.command } }),
  timeout: (step) => ({ timeout: { command: step.command, limit: toDuration(step.limitMs, 'limit of a step') } }),
  fetch: (step) => ({ fetch: encodeFetch(step) }),
  ready: (step) => ({ ready: encodeReady(step) }),
  sync: (step) => ({ sync: encodeSync(step) }),
  put: (step) => ({ put: encodePut(step) }),
  'put-back': ({ items }) => ({ putBack: { items: toUint32(items, 'items of a put-back step') } }),
  reboot: ({ limitMs }) => ({ reboot: { limit: toDuration(limitMs, 'limit of a reboot') } }),
};

export function encodeStep(step: Step): WireStep {
  const encodeBody = ENCODE_BODY[step.kind] as (step: Step) => WireStep;
  return {
    index: toUint32(step.index, 'index of a step'),
    key: step.key,
    file: step.place.file,
    line: toUint32(step.place.line, 'line of a step'),
    mayFail: step.mayFail,
    retries: mostAttempts(step) - 1,
    ...encodeBody(step),
  };
}

export function decodeStep(wire: Step__Output): Step {
  if (wire.index < 1) throw malformed(`expected the index of a step from 1, got ${wire.index}`);
  const base: StepBase = {
    index: wire.index,
    key: boundedText(wire.key, KEY_LIMIT, 'key of a step'),
    place: { file: boundedText(wire.file, PATH_LIMIT, 'file of a step'), line: wire.line },
    mayFail: wire.mayFail,
  };
  const retried = wire.retries === 0 ? base : { ...base, retries: decodeRetries(wire.retries) };
  const readings: Readings<Step__Output, Step> = {
    plain: (body) => ({ ...retried, kind: 'step', command: decodeCommand(body.command) }),
    spawn: (body) => ({ ...base, kind: 'spawn', command: decodeCommand(body.command) }),
    timeout: (body) => ({
      ...retried,
      kind: 'timeout',
      command: decodeCommand(body.command),
      limitMs: fromDuration(body.limit, 'limit of a step'),
    }),
    fetch: (body) => ({ ...base, kind: 'fetch', ...decodeFetch(body) }),
    ready: (body) => ({ ...base, kind: 'ready', ...decodeReady(body) }),
    sync: (body) => ({ ...base, kind: 'sync', ...decodeSync(body) }),
    put: (body) => ({ ...base, kind: 'put', ...decodePut(body) }),
    putBack: ({ items }) => ({ ...base, kind: 'put-back', items }),
    reboot: ({ limit }) => ({ ...base, kind: 'reboot', limitMs: fromDuration(limit, 'limit of a reboot') }),
  };
  return readKind(wire, readings, 'a step');
}

function decodeRetries(retries: number): number {
  if (retries > RETRIES_LIMIT)
    throw malformed(`expected a step that is tried again at most ${RETRIES_LIMIT} times, got ${retries}`);
  return retries;
}

function decodeCommand(command: string): string {
  const bytes = Buffer.byteLength(command);
  if (bytes > COMMAND_LIMIT_BYTES) {
    throw malformed(`expected a command of at most ${COMMAND_LIMIT_BYTES} bytes, got ${bytes}`);
  }
  return command;
}
