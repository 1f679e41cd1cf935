import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isPhase, type Phase } from '@conductor/types';

/*
 * What steps say of themselves, in a file of ours: the witness that no part of the product has a hand in. Times are of
 * the clock that all namespaces share.
 */

/** One word of one step. */
export interface Traced {
  /** Seconds since this machine started, to a hundredth. */
  readonly atSeconds: number;
  readonly runId: string;
  readonly trial: number;
  readonly phase: Phase;
  /** The key of the step. */
  readonly step: string;
  readonly word: string;
}

/** The trace of one player in the folder of a bed. */
export function traceFile(folder: string, player: string): string {
  return join(folder, `trace-${player}`);
}

/** Shell that appends a word to the trace of the player that runs it; a line that short is written whole. */
export function tellInto(folder: string, word: string): string {
  const line = `$t $CONDUCTOR_RUN $CONDUCTOR_TRIAL $CONDUCTOR_PHASE $CONDUCTOR_STEP ${word}`;
  return `read -r t _ </proc/uptime; echo "${line}" >>"${traceFile(folder, '$CONDUCTOR_PLAYER')}"`;
}

/** What has been told into a trace so far, in order. */
export function readTrace(file: string): Traced[] {
  return textOf(file).split('\n').slice(0, -1).map(readTraced);
}

/** Now, by the clock of traces. */
export function bootSeconds(): number {
  return Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]);
}

function readTraced(line: string): Traced {
  const [atSeconds, runId = '', trial, phase = '', step = '', word = ''] = line.split(' ');
  if (!isPhase(phase)) throw new Error(`a line of a trace names no phase: ${line}`);
  return { atSeconds: Number(atSeconds), runId, trial: Number(trial), phase, step, word };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // No step has said anything yet.
    return '';
  }
}
