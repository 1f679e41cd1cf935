import { type RunResult, type StateComparison, stateChangeText } from '@conductor/types';
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

function* sentencesOf(result: RunResult): Generator<TrialSentence> {
  for (const trial of result.trials) {
    for (const { player, host } of trial.resets) {
      if (host === undefined) continue;
      for (const text of comparisonTexts(host)) yield { trial: trialName(trial), sentence: `${player}: ${text}` };
    }
  }
}

/** `as before: 12 of 12 times`: with nothing else to say, this says that it was looked at. */
function hostsAsBefore({ trials }: RunResult): string | null {
  const hosts = trials.flatMap(({ resets }) => resets.flatMap(({ host }) => host ?? []));
  if (hosts.length === 0) return null;
  const same = hosts.filter((host) => host.kind === 'compared' && host.changeCount === 0).length;
  return `as before Startup, in what was looked at: ${same} of ${hosts.length} times`;
}
