import { EXIT_CODES, type Outcome, type RunResult, type StepResult } from '@conductor/types';
import type { Story } from '../simulate.ts';
import { runOf, type TrialStory } from '../trial-story.ts';
import type { Law } from './law.ts';

/** What a run says of a step is what was seen at its host; a run without trouble leaves none out. */
export const RESULTS_ARE_TRUE: Law = {
  name: '4 results are true',
  broken: (story) => {
    for (const [conductor, result] of story.results) {
      const fault = lie(story, conductor, result);
      if (fault !== null) return `${conductor} says that ${fault}`;
    }
    return null;
  },
};

function lie(story: Story, conductor: string, result: RunResult): string | null {
  const exit = story.deeds.find((deed) => deed.kind === 'exited' && deed.conductor === conductor);
  // A player whose disk takes nothing cannot tell what it does: Collect and Reset go on untold.
  const isUntold = story.scenario.strokes.some(({ kind }) => kind === 'fill-player-disk');
  const isWhole = exit?.kind === 'exited' && exit.code <= EXIT_CODES.failed && !isUntold;
  const run = runOf(story.deeds, conductor);
  for (const { trial, phases } of result.trials) {
    for (const { phase, players } of phases) {
      for (const { player, steps } of players) {
        const own = story.trials.find((each) => each.player === player && each.trial === `${run}/${trial}`);
        const wrong = steps.find((step) => !isTrue(step, seenOf(own, phase, step), isWhole));
        if (wrong)
          return `${phase}/${wrong.index} of trial ${trial} on ${player} ended so: ${JSON.stringify(wrong.outcome)}`;
      }
    }
  }
  return null;
}

/** What never began has no end at its host; what is unknown is told so only when something was amiss. */
function isTrue({ outcome }: StepResult, seen: Outcome | null, isWhole: boolean): boolean {
  if (outcome.kind === 'not-started') return seen === null;
  if (isEndedByReboot(outcome, seen)) return true;
  if (outcome.kind === 'skipped' || outcome.kind === 'unknown')
    return !isWhole || seen === null || seen.kind === outcome.kind;
  return seen !== null && JSON.stringify(seen) === JSON.stringify(outcome);
}

/** What a spawn came to while its host went down is no failure. Nothing else turns one into the end of a lifetime. */
function isEndedByReboot(told: Outcome, seen: Outcome | null): boolean {
  if (told.kind !== 'lifetime-over' || seen?.kind !== 'exited' || told.exit.kind !== 'code') return false;
  return told.exit.code === seen.code && seen.code !== 0;
}

function seenOf(own: TrialStory | undefined, phase: string, { index }: StepResult): Outcome | null {
  const ends = (own?.deeds ?? []).filter((deed) => deed.kind === 'ended');
  return ends.find((deed) => deed.phase === phase && deed.index === index)?.outcome ?? null;
}
