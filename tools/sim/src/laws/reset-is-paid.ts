import type { Deed } from '../deed.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Story } from '../simulate.ts';
import { owesReset, type TrialStory } from '../trial-story.ts';
import { deadManBoundMs, endingMs, killedBoundMs, phaseMs } from './bounds.ts';
import { at, type Law } from './law.ts';

/** What begins Startup runs Reset to its end, and within the dead-man bound after the last word of its conductor. */
export const RESET_IS_PAID: Law = {
  name: '1 Reset is owed and paid',
  broken: (story) => {
    for (const trial of story.trials.filter(owesReset)) {
      const fault = lateReset(story, trial);
      if (fault !== null) return `${trial.player}, trial ${trial.trial}: ${fault}`;
    }
    return null;
  },
};

function lateReset(story: Story, trial: TrialStory): string | null {
  const begun = lastMs(trial.deeds.filter(isOtherCommand)) ?? 0;
  const paid = trial.deeds.find(({ kind, atMs }) => kind === 'reset-over' && atMs >= begun);
  if (!paid) return 'Reset was owed, and never ran to its end';
  const { dueMs, since } = dueTime(story, trial, paid.atMs);
  return paid.atMs <= dueMs ? null : `Reset was over at ${at(paid.atMs)}, and due at ${at(dueMs)} (${since})`;
}

/** When Reset is due: from the last word of the conductor on, or from the death of the player. */
function dueTime({ deeds, scenario }: Story, { player, deeds: own }: TrialStory, paidMs: number) {
  const before = deeds.filter((deed) => 'player' in deed && deed.player === player && deed.atMs <= paidMs);
  const heardMs = lastMs(before.filter(({ kind }) => kind === 'heard')) ?? 0;
  const standstillMs = stoppedMs(before, heardMs);
  const loadedMs = own[0]?.atMs ?? 0;
  // A death while the host went down was none, once it is back.
  const aliveMs = Math.max(loadedMs, lastMs(own.filter(isBack)) ?? 0);
  const killed = before.findLast(({ kind, atMs }) => kind === 'killed' && atMs >= aliveMs);
  if (killed?.kind === 'killed') {
    const restarts = scenario.strokes.map((stroke) => (stroke.kind === 'kill-player' ? stroke.restartAfterMs : 0));
    return {
      dueMs: killed.atMs + Math.max(...restarts) + killedBoundMs(scenario, player),
      since: `killed at ${at(killed.atMs)}`,
    };
  }
  return {
    dueMs: heardMs + standstillMs + deadManBoundMs(scenario, player) + takingMs(scenario),
    since: `the last word of its conductor came at ${at(heardMs)}`,
  };
}

/** Who takes a run over waits until the phase in progress is over, and no lease ends meanwhile; then it may be gone itself. */
function takingMs(scenario: Scenario): number {
  const { strokes, settings, keepalive } = scenario;
  const count = strokes.filter(({ kind }) => kind === 'take-over').length;
  const waitingMs = phaseMs(scenario, 'collect') + 2 * endingMs(settings);
  return count * (waitingMs + 2 * (keepalive.everyMs + keepalive.timeoutMs));
}

/** How long the player was stopped since an instant. */
function stoppedMs(deeds: readonly Deed[], sinceMs: number): number {
  let sum = 0;
  let stoppedAtMs: number | null = null;
  for (const { kind, atMs } of deeds) {
    if (kind === 'stopped') stoppedAtMs = atMs;
    if (kind !== 'went-on' || stoppedAtMs === null) continue;
    sum += Math.max(0, atMs - Math.max(stoppedAtMs, sinceMs));
    stoppedAtMs = null;
  }
  return sum;
}

function isOtherCommand(deed: Deed): boolean {
  return deed.kind === 'began' && deed.phase !== 'reset';
}

function isBack(deed: Deed): boolean {
  return deed.kind === 'ended' && deed.outcome.kind === 'rebooted';
}

function lastMs(deeds: readonly Deed[]): number | null {
  return deeds.at(-1)?.atMs ?? null;
}
