import { PHASES, type Phase } from '@conductor/types';
import type { Story } from '../simulate.ts';
import type { TrialStory } from '../trial-story.ts';
import { at, type Law } from './law.ts';

/** Nobody leaves a sync as met before all have come there, and the conductor tells all of them the same. */
export const SYNCS_HOLD: Law = {
  name: '7 syncs hold',
  broken: (story) => {
    const byTrial = Map.groupBy(story.trials, ({ trial }) => trial);
    for (const [trial, own] of byTrial) {
      const fault = PHASES.flatMap((phase) => faultsOf(story, own, phase)).at(0);
      if (fault !== undefined) return `trial ${trial}: ${fault}`;
    }
    return null;
  },
};

/** A player at a sync: when it came, and how it left. */
interface Visit {
  readonly name: string;
  readonly player: string;
  readonly cameMs: number | null;
  readonly left: { readonly atMs: number; readonly isMet: boolean; readonly isTold: boolean } | null;
}

function faultsOf(story: Story, trials: readonly TrialStory[], phase: Phase): string[] {
  const visits = trials.flatMap((trial) => visitsOf(story, trial, phase));
  return [...Map.groupBy(visits, ({ name }) => name)].flatMap(([name, own]) => {
    const met = own.filter(({ left }) => left?.isMet === true);
    const firstMs = Math.min(...met.map(({ left }) => left?.atMs ?? 0));
    const late = own.find(({ cameMs }) => met.length > 0 && (cameMs === null || cameMs > firstMs));
    if (late) return [`${name} of ${phase} was met at ${at(firstMs)}, and ${late.player} had not come`];
    const broken = own.find(({ left }) => met.length > 0 && left?.isMet === false && left.isTold);
    return broken ? [`${name} of ${phase} was met for some, and broken for ${broken.player}`] : [];
  });
}

function visitsOf({ scenario }: Story, { player, deeds }: TrialStory, phase: Phase): Visit[] {
  const steps = scenario.players.find(({ name }) => name === player)?.phases[phase] ?? [];
  return steps.flatMap(({ kind, name = '' }, place) => {
    if (kind !== 'sync') return [];
    const own = deeds.filter((deed) => 'index' in deed && deed.phase === phase && deed.index === place + 1);
    const came = own.find((deed) => deed.kind === 'began');
    const end = own.find((deed) => deed.kind === 'ended');
    return [{ name, player, cameMs: came?.atMs ?? null, left: end?.kind === 'ended' ? leaving(end) : null }];
  });
}

type Leaving = Extract<TrialStory['deeds'][number], { readonly kind: 'ended' }>;

/** A player that is alone, or stopped, breaks what it waits at by itself. */
function leaving({ atMs, outcome }: Leaving): Visit['left'] {
  const isTold = outcome.kind === 'sync-broken' && !/^no word from|taken over|told to end/.test(outcome.reason);
  return { atMs, isMet: outcome.kind === 'synced', isTold };
}
