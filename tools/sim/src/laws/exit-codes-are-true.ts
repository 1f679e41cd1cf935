import { EXIT_CODES } from '@conductor/types';
import type { Deed } from '../deed.ts';
import type { Story } from '../simulate.ts';
import { owesReset, runOf } from '../trial-story.ts';
import { faultlessCode } from './faultless-code.ts';
import { at, type Law } from './law.ts';
import { notPassed } from './not-passed.ts';

type Exit = Extract<Deed, { readonly kind: 'exited' }>;

/** What a conductor says with its exit code is what was seen at the hosts. */
export const EXIT_CODES_ARE_TRUE: Law = {
  name: '5, 6 exit codes tell the truth',
  broken: (story) => {
    for (const exit of story.deeds.filter((deed) => deed.kind === 'exited')) {
      const fault = lie(story, exit);
      if (fault !== null)
        return `${exit.conductor} exited ${exit.code} (${exit.ending}) at ${at(exit.atMs)}, and ${fault}`;
    }
    return null;
  },
};

function lie(story: Story, exit: Exit): string | null {
  return (
    unfit(story, exit) ??
    unpaid(story, exit) ??
    (exit.code === EXIT_CODES.passed ? notPassed(story, runOf(story.deeds, exit.conductor)) : null) ??
    lostUnsaid(story, exit) ??
    notFaultless(story, exit)
  );
}

const CONFIRMED: readonly number[] = [EXIT_CODES.passed, EXIT_CODES.failed, 130, 143, 129];

/** Codes that belong to how the course ended. */
function unfit({ deeds, scenario }: Story, { conductor, code, ending }: Exit): string | null {
  const isInterrupted = deeds.some((deed) => deed.kind === 'interrupted' && deed.conductor === conductor);
  if (code >= 128 && !isInterrupted) return 'nobody interrupted it';
  if (code === EXIT_CODES.usage && ending !== 'not-started') return 'its files were in order';
  if (code === EXIT_CODES.identity) return 'everybody was who they must be';
  if (code === EXIT_CODES.busy) return busyForNobody(deeds, scenario, conductor);
  return null;
}

/** Who is told that a player is busy wanted one that another run held. */
function busyForNobody(deeds: readonly Deed[], { strokes }: Story['scenario'], conductor: string): string | null {
  const isHeldByOther = deeds.some((deed) => deed.kind === 'held' && deed.runId !== runOf(deeds, conductor));
  // A run that is taken over is its own rival.
  const isExcused = strokes.some(({ kind }) => kind === 'take-over');
  return isHeldByOther || isExcused ? null : 'no other run held its players';
}

/** Codes that promise Reset promise it for every trial on every player. */
function unpaid(story: Story, { conductor, code, atMs }: Exit): string | null {
  if (!CONFIRMED.includes(code)) return null;
  const run = runOf(story.deeds, conductor);
  for (const trial of story.trials.filter(({ runId }) => runId === run)) {
    const seen = { ...trial, deeds: trial.deeds.filter((deed) => deed.atMs <= atMs) };
    if (owesReset(seen) && !seen.deeds.some(({ kind }) => kind === 'reset-over')) {
      return `${trial.player} had not reset trial ${trial.trial}`;
    }
  }
  return null;
}

/** A player that was lost is not passed over. */
function lostUnsaid({ deeds }: Story, { conductor, code }: Exit): string | null {
  const lost = deeds.find((deed) => deed.kind === 'lost-player' && deed.conductor === conductor);
  if (lost?.kind !== 'lost-player' || code >= EXIT_CODES.lost) return null;
  return `${lost.lost} was lost: ${lost.cause}`;
}

/** Where nothing was done to anybody, the code is known. */
function notFaultless(story: Story, exit: Exit): string | null {
  const { scenario } = story;
  const isLate = scenario.players.some(({ listensAtMs }) => listensAtMs > 0);
  if (scenario.strokes.length > 0 || isLate) return null;
  // Whoever is told that a player is busy is told the truth: see `busyForNobody`.
  if (scenario.rivals.length > 0 && exit.code === EXIT_CODES.busy) return null;
  // A player that is away for a reboot is there for nobody else.
  const isAway = story.deeds.some(({ kind }) => kind === 'went-down');
  if (scenario.rivals.length > 0 && isAway && exit.ending === 'not-started') return null;
  const expected = faultlessCode(story, exit.conductor);
  return exit.code === expected ? null : `what was seen at the hosts is ${expected}`;
}
