import { EXIT_CODES, PHASES, type Phase, verdictOf } from '@conductor/types';
import type { PlayerScript, Scenario } from '../scenario/scenario.ts';
import type { Story } from '../simulate.ts';
import type { TrialDeed } from '../trial-story.ts';

type Ended = Extract<TrialDeed, { readonly kind: 'ended' }>;

/** The exit code of a run in which nothing was done to anybody, from what was seen at the hosts. */
export function faultlessCode(story: Story, conductor: string): number {
  const { scenario, trials } = story;
  const own = trials.filter(({ runId }) => runId === conductor);
  const deeds = own.flatMap((trial) => trial.deeds);
  const ends = deeds.filter((deed) => deed.kind === 'ended');
  const failed = own.flatMap((trial) => failedEnds(scenario, trial.deeds));
  const asked = PHASES.filter((phase) => scenario.phases.includes(phase));
  const names = new Set(trials.filter(({ runId }) => runId === conductor).map(({ player }) => player));
  const scripts = scenario.players.filter(({ name }) => names.has(name));
  const isDirty =
    deeds.some(({ kind }) => kind === 'named') ||
    failed.some(({ phase }) => phase === 'reset') ||
    (asked.includes('reset') && isUnforkable(scripts, 'reset'));
  if (isDirty) return EXIT_CODES.dirty;
  if (ends.some(({ outcome }) => outcome.kind === 'unknown')) return EXIT_CODES.lost;
  const isBad = isSkewed(story, conductor) || failed.length > 0 || asked.some((phase) => isUnforkable(scripts, phase));
  return isBad ? EXIT_CODES.failed : EXIT_CODES.passed;
}

/** That they did not start together is what the run says: how true that is, the law of alignment asks. */
function isSkewed({ scenario, results }: Story, conductor: string): boolean {
  const problems = results.get(conductor)?.problems ?? [];
  return scenario.settings.maxSkewMs !== null && problems.some((problem) => problem.includes('max_skew'));
}

/** The ends in one trial that are failures: what a spawn came to while its host went down is none. */
function failedEnds({ players }: Scenario, deeds: readonly TrialDeed[]): readonly Ended[] {
  let goesDown: (TrialDeed & { readonly kind: 'goes-down' }) | null = null;
  const failed: Ended[] = [];
  for (const deed of deeds) {
    if (deed.kind === 'goes-down') goesDown = deed;
    if (deed.kind !== 'ended') continue;
    const { player, phase, index, outcome } = deed;
    if (goesDown?.phase === phase && goesDown.index === index) goesDown = null;
    const script = players.find(({ name }) => name === player)?.phases[phase][index - 1];
    const isForgiven = goesDown !== null && script?.kind === 'spawn';
    if (!isForgiven && verdictOf(outcome, script?.mayFail ?? false) === 'failed') failed.push(deed);
  }
  return failed;
}

function isUnforkable(players: readonly PlayerScript[], phase: Phase): boolean {
  const steps = players.flatMap(({ phases }) => phases[phase]);
  const isForked = (kind: string) => kind !== 'fetch' && kind !== 'sync' && kind !== 'reboot';
  return steps.some(({ kind, isForkable, mayFail }) => isForked(kind) && !isForkable && !mayFail);
}
