import { PHASES, type Phase, verdictOf } from '@conductor/types';
import type { PlayerScript, Scenario } from '../scenario/scenario.ts';
import type { Story } from '../simulate.ts';
import type { TrialStory } from '../trial-story.ts';

/** Which step of a run did not pass on some player in some trial, as a sentence; `null` when each had its turn and passed. */
export function notPassed(story: Story, runId: string): string | null {
  const { scenario } = story;
  const stories = story.trials;
  for (const player of playersOf(scenario, runId)) {
    for (let trial = 1; trial <= scenario.trials; trial += 1) {
      const own = stories.find((each) => each.player === player.name && each.trial === `${runId}/${trial}`);
      const fault = notPassedIn(own, player, scenario.phases);
      if (fault !== null) return `${player.name} did not pass ${fault} of trial ${trial}`;
    }
  }
  return null;
}

function playersOf({ players, rivals }: Scenario, runId: string): readonly PlayerScript[] {
  const rival = rivals.find((_, at) => runId === `rival${at + 1}`);
  return rival ? players.filter(({ name }) => rival.players.includes(name)) : players;
}

function notPassedIn(own: TrialStory | undefined, player: PlayerScript, asked: readonly Phase[]): string | null {
  for (const phase of PHASES.filter((each) => asked.includes(each))) {
    const at = player.phases[phase].findIndex((_, position) => !hasPassed(own, player, phase, position));
    if (at !== -1) return `${phase}/${at + 1}`;
  }
  return null;
}

function hasPassed(own: TrialStory | undefined, player: PlayerScript, phase: Phase, position: number): boolean {
  const step = player.phases[phase][position];
  const ends = (own?.deeds ?? []).filter((deed) => deed.kind === 'ended');
  const [end, second] = ends.filter((deed) => deed.phase === phase && deed.index === position + 1);
  // What cannot be forked never ends: it may fail, or the run has.
  if (!end) return step?.isForkable === false && step.mayFail && step.kind !== 'fetch';
  // What a spawn came to while its host went down is no failure.
  const isRebooted = [...player.phases.startup, ...player.phases.run].some(({ kind }) => kind === 'reboot');
  if (step?.kind === 'spawn' && isRebooted) return second === undefined;
  return second === undefined && verdictOf(end.outcome, step?.mayFail ?? false) === 'passed';
}
