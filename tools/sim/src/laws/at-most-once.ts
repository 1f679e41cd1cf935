import { PHASES, type Phase } from '@conductor/types';
import type { Story } from '../simulate.ts';
import type { TrialStory } from '../trial-story.ts';
import { at, type Law } from './law.ts';

/** No step of Startup, Run or Collect begins twice or out of order, none after its stop was acknowledged. */
export const AT_MOST_ONCE: Law = {
  name: '3 at most once',
  broken: (story) => {
    for (const trial of story.trials) {
      const fault = disorder(trial) ?? afterStop(trial) ?? afterTaking(story, trial);
      if (fault !== null) return `${trial.player}, trial ${trial.trial}: ${fault}`;
    }
    return null;
  },
};

function disorder({ deeds }: TrialStory): string | null {
  let last: readonly [Phase, number] | null = null;
  const phases = new Set<Phase>();
  for (const deed of deeds) {
    if (deed.kind === 'phase-began') {
      if (phases.has(deed.phase)) return `${deed.phase} began a second time at ${at(deed.atMs)}`;
      phases.add(deed.phase);
    }
    // A Reset that was cut short by the death of its payer runs again from its first step.
    if (deed.kind !== 'began' || (deed.phase === 'reset' && deed.by === 'guardian')) continue;
    const { phase, index } = deed;
    if (last && rank(phase, index) <= rank(...last)) {
      return `${phase}/${index} began at ${at(deed.atMs)}, after ${last.join('/')}`;
    }
    last = [phase, index];
  }
  return null;
}

/** Startup and Run are over with the first stop; Collect with a stop after it began. */
function afterStop({ deeds }: TrialStory): string | null {
  const over = new Map<Phase, number>();
  for (const deed of deeds) {
    if (deed.kind === 'stop-said')
      for (const phase of ['startup', 'run', 'collect'] as const) over.set(phase, deed.atMs);
    if (deed.kind === 'phase-began' && deed.phase === 'collect') over.delete('collect');
    const stoppedMs = deed.kind === 'began' ? over.get(deed.phase) : undefined;
    if (deed.kind === 'began' && stoppedMs !== undefined) {
      return `${deed.phase}/${deed.index} began at ${at(deed.atMs)}, and the stop was acknowledged at ${at(stoppedMs)}`;
    }
  }
  return null;
}

/** Startup and Run of a run that was taken over are never gone on with. */
function afterTaking({ deeds }: Story, { player, trial, deeds: own }: TrialStory): string | null {
  const taken = deeds.find(
    (deed) => deed.kind === 'taken-over' && deed.player === player && trial.startsWith(`${deed.runId}/`),
  );
  const late = taken && own.find((deed) => deed.kind === 'began' && deed.atMs > taken.atMs && isEarly(deed.phase));
  return late?.kind === 'began'
    ? `${late.phase}/${late.index} began at ${at(late.atMs)}, after the run was taken over`
    : null;
}

function isEarly(phase: Phase): boolean {
  return phase === 'startup' || phase === 'run';
}

function rank(phase: Phase, index: number): number {
  return PHASES.indexOf(phase) * 1_000_000 + index;
}
