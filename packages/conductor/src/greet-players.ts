import { setTimeout as pause } from 'node:timers/promises';
import type { DialOptions } from '@conductor/protocol';
import { type Clock, elapsedMs, type PlayerPlan } from '@conductor/types';
import { type PlayerFinding, surveyPlayers } from './survey-players.ts';

/** Between two looks at players that do not listen yet, in milliseconds. */
const AGAIN_MS = 250;

/** How long players are waited for, and by which clock. */
export interface Greeting {
  readonly dialling: DialOptions;
  readonly waitPlayersMs: number;
  readonly clock: Clock;
}

/**
 * Greets all of these players and hangs up; whoever does not listen yet is waited for. What the last look found: somebody is still absent
 * in it when the time is over, or when one of them will not serve us.
 */
export async function greetPlayers(
  players: readonly PlayerPlan[],
  { dialling, waitPlayersMs, clock }: Greeting,
  signal: AbortSignal,
): Promise<readonly PlayerFinding[]> {
  const sinceNs = clock.monotonicNs();
  for (;;) {
    const findings = await surveyPlayers(players, dialling, signal);
    const errors = findings.flatMap((finding) => (finding.kind === 'absent' ? [finding.error] : []));
    const isFinal = errors.length === 0 || errors.some(({ code }) => code !== 'unreachable');
    if (isFinal || elapsedMs(sinceNs, clock.monotonicNs()) >= waitPlayersMs) return findings;
    await pause(AGAIN_MS, undefined, { signal });
  }
}
