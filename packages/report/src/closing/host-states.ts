import { type ResetResult, type RunResult, type StateComparison, stateChangeText } from '@conductor/types';
import { type TrialSentence, tellOnce } from './tell-once.ts';
import { trialName } from './walk-result.ts';

/** Where Reset was compared with how hosts were before: what differs, and what could not be compared; each once, with its trials. */
export function hostStates(result: RunResult): string[] {
  const asBefore = hostsAsBefore(result);
  return [...(asBefore === null ? [] : [asBefore]), ...tellOnce(result, sentencesOf(result))];
}

/** What there is to say of one comparison, a sentence each; nothing where all is as before. */
export function comparisonTexts(comparison: StateComparison): string[] {
  if (comparison.kind === 'not-compared') return [`not compared with before Startup: ${comparison.reason}`];
  const { changes, changeCount, unseen } = comparison;
  const more = changeCount - changes.length;
  return [
    ...changes.map(stateChangeText),
    ...(more > 0 ? [`${more} more things are not as they were`] : []),
    ...unseen.map(({ item, reason }) => `not looked at: ${item} (${reason})`),
  ];
}

/** Of players on one host each sees what is there: the same of one trial is one sentence. */
function* sentencesOf(result: RunResult): Generator<TrialSentence> {
  const hosts = hostsOf(result);
  for (const trial of result.trials) {
    const seen = Map.groupBy(
      trial.resets.flatMap(seenBy),
      ({ player, text }) => `${hosts.get(player) ?? player}\n${text}`,
    );
    for (const [first, ...others] of seen.values()) {
      if (first === undefined) continue;
      const { player, text } = first;
      const known = { trial: trialName(trial) };
      if (others.length === 0) yield { ...known, player, sentence: text };
      else {
        const players = [first, ...others].map((one) => one.player).join(', ');
        yield { ...known, sentence: `the host of ${players}: ${text}` };
      }
    }
  }
}

function seenBy({ player, host }: ResetResult): readonly { readonly player: string; readonly text: string }[] {
  return host === undefined ? [] : comparisonTexts(host).map((text) => ({ player, text }));
}

/** By which players can be seen to share a host: its boot, and its name, since containers have the boot of the host around them. */
function hostsOf({ players }: RunResult): ReadonlyMap<string, string> {
  const known = players.flatMap(({ name, facts }) => (facts === null || facts.bootId === '' ? [] : [{ name, facts }]));
  return new Map(known.map(({ name, facts: { hostname, bootId } }) => [name, `${bootId} ${hostname}`]));
}

/** `as before: 12 of 12 times`: with nothing else to say, this says that it was looked at. */
function hostsAsBefore({ trials }: RunResult): string | null {
  const hosts = trials.flatMap(({ resets }) => resets.flatMap(({ host }) => host ?? []));
  if (hosts.length === 0) return null;
  const same = hosts.filter((host) => host.kind === 'compared' && host.changeCount === 0).length;
  return `as before Startup, in what was looked at: ${same} of ${hosts.length} times`;
}
