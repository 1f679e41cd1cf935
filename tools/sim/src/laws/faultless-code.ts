import { EXIT_CODES, PHASES, type Phase, verdictOf } from '@conductor/types';
import type { Deed } from '../deed.ts';
import type { PlayerScript, Scenario } from '../scenario/scenario.ts';
import type { Story } from '../simulate.ts';

type Ended = Extract<Deed, { readonly kind: 'ended' }>;

/** The exit code of a run in which nothing was done to anybody, from what was seen at the hosts. */
export function faultlessCode(story: Story, conductor: string): number {
  const { scenario, trials } = story;
  const deeds = trials.filter(({ runId }) => runId === conductor).flatMap((trial) => trial.deeds);
  const ends = deeds.filter((deed) => deed.kind === 'ended');
  const failed = ends.filter((end) => isFailed(scenario, end));
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

function isFailed({ players }: Scenario, { player, phase, index, outcome }: Ended): boolean {
  const script = players.find(({ name }) => name === player)?.phases[phase][index - 1];
  return verdictOf(outcome, script?.mayFail ?? false) === 'failed';
}

function isUnforkable(players: readonly PlayerScript[], phase: Phase): boolean {
  const steps = players.flatMap(({ phases }) => phases[phase]);
  const isForked = (kind: string) => kind !== 'fetch' && kind !== 'sync' && kind !== 'reboot';
  return steps.some(({ kind, isForkable, mayFail }) => isForked(kind) && !isForkable && !mayFail);
}
