import type { PlayerStart, RunResult } from '@conductor/types';
import type { ClockScript } from '../scenario/scenario.ts';
import type { Story } from '../simulate.ts';
import type { TrialStory } from '../trial-story.ts';
import { EPOCH_MS } from '../world.ts';
import { at, type Law } from './law.ts';

/** Times are told to the microsecond, and the world counts in parts of a millisecond. */
const EXACTNESS_MS = 0.003;

/** Nobody starts before its instant, or after the last one; and when each started is what the run says, within what it says of that. */
export const STARTS_ARE_ALIGNED: Law = {
  name: '7 alignment',
  broken: (story) => {
    const clocks = new Map(story.scenario.players.map(({ name, clock }) => [name, clock]));
    for (const trial of story.trials) {
      const clock = clocks.get(trial.player);
      const fault = clock && offInstant(trial, clock);
      if (fault) return `${trial.player}, trial ${trial.trial}: ${fault}`;
    }
    for (const [conductor, result] of story.results) {
      const fault = result.trials.flatMap((trial) => untrueStarts(story, result.runId, trial)).at(0);
      if (fault !== undefined) return `${conductor} says that ${fault}`;
    }
    return null;
  },
};

function offInstant({ deeds }: TrialStory, clock: ClockScript): string | null {
  for (const order of deeds) {
    if (order.kind !== 'ordered') continue;
    const began = deeds.find((deed) => deed.kind === 'phase-began' && deed.phase === order.phase);
    if (began === undefined) continue;
    const ownMs = clock.aheadMs + began.atMs * (1 + clock.driftPpm / 1e6);
    const { startNs, latestNs, phase } = order;
    if (ownMs < Number(startNs) / 1e6 - EXACTNESS_MS) return `${phase} began at ${at(began.atMs)}, before its instant`;
    if (latestNs !== null && ownMs > Number(latestNs) / 1e6 + EXACTNESS_MS)
      return `${phase} began at ${at(began.atMs)}, after the last instant at which it might`;
  }
  return null;
}

type Trial = RunResult['trials'][number];

function untrueStarts(story: Story, runId: string, trial: Trial): string[] {
  return trial.phases.flatMap(({ phase, start, players }) => {
    const truths: number[] = [];
    const faults = players.flatMap(({ player, start: told }) => {
      const own = story.trials.find((each) => each.player === player && each.trial === `${runId}/${trial.trial}`);
      const began = own?.deeds.find((deed) => deed.kind === 'phase-began' && deed.phase === phase);
      if (told === null || began === undefined) return [];
      truths.push(began.atMs);
      return isTrue(told, began.atMs) ? [] : [`${player} started ${phase} of trial ${trial.trial} at ${told.time}`];
    });
    // Each who takes a run over has the phases of those players that it ends.
    const isTaken = story.deeds.some((deed) => deed.kind === 'taken-over' && deed.runId === runId);
    if (start === null || truths.length === 0 || isTaken) return faults;
    const spreadMs = Math.max(...truths) - Math.min(...truths);
    const isSpread = Math.abs(spreadMs - start.spreadMs) <= start.uncertaintyMs + EXACTNESS_MS;
    return isSpread
      ? faults
      : [...faults, `the spread of ${phase} was ${start.spreadMs} ms, and it was ${spreadMs} ms`];
  });
}

function isTrue({ time, uncertaintyMs }: Pick<PlayerStart, 'time' | 'uncertaintyMs'>, atMs: number): boolean {
  const microseconds = Number(time.slice(-4, -1));
  const toldMs = Date.parse(`${time.slice(0, -4)}Z`) - EPOCH_MS + microseconds / 1_000;
  return Math.abs(toldMs - atMs) <= uncertaintyMs + EXACTNESS_MS;
}
