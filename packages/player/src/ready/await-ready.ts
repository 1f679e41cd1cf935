import { setTimeout as pause } from 'node:timers/promises';
import { type Clock, elapsedMs, type Outcome, systemReason } from '@conductor/types';
import type { Look, Probe } from './look.ts';

/** Between two looks: short at first, since most things are ready soon. */
const SHORTEST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 250;
/** One look takes no longer, so that what answers only the next question is asked it. */
const LONGEST_LOOK_MS = 1_000;

/** What a ready step is awaited with. */
export interface AwaitOptions {
  /** What is waited for, in the words of the file. */
  readonly text: string;
  /** After which it has failed; `null`: never. */
  readonly limitMs: number | null;
  readonly clock: Clock;
}

/**
 * Looks again and again until what is waited for holds, never will, or the limit has passed: the first look is at once, and
 * the last one not before the limit. Aborting `signal` ends it, and its reason is the outcome's.
 */
export async function awaitReady(
  probe: Probe,
  { text, limitMs, clock }: AwaitOptions,
  signal: AbortSignal,
): Promise<Outcome> {
  const beganNs = clock.monotonicNs();
  const leftMs = () => (limitMs ?? Number.POSITIVE_INFINITY) - elapsedMs(beganNs, clock.monotonicNs());
  try {
    for (let pauseMs = SHORTEST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
      const isLast = leftMs() <= 0;
      const look = await probe.look(lookMs(leftMs()), signal);
      if (look.kind === 'holds') return { kind: 'ready' };
      if (look.kind === 'never') return { kind: 'not-ready', reason: `${text}: ${look.reason}` };
      if (isLast) return { kind: 'not-ready', reason: lateReason(text, limitMs ?? 0, look) };
      await pause(Math.max(0, Math.min(pauseMs, leftMs())), undefined, { signal });
    }
  } catch (error) {
    if (signal.aborted) return { kind: 'stopped', reason: systemReason(signal.reason), exit: { kind: 'lost' } };
    return { kind: 'not-ready', reason: `${text}: ${systemReason(error)}` };
  }
}

/** The last look begins when the limit is over, and has to have some time. */
function lookMs(leftMs: number): number {
  return Math.min(LONGEST_LOOK_MS, Math.max(SHORTEST_PAUSE_MS, leftMs));
}

function lateReason(text: string, limitMs: number, { answer }: Look & { kind: 'not-yet' }): string {
  return `waited ${limitMs / 1000} s for ${text}; ${answer}`;
}
