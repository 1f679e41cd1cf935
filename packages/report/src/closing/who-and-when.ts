import { visibleText } from '@conductor/types';

/** A player in a trial. */
export interface Turn {
  readonly player: string;
  /** As `trialName` has it. */
  readonly trial: string;
}

/** Players, and the trials that all of them share. */
interface SharedTrials {
  readonly players: readonly string[];
  readonly trials: readonly string[];
}

/** Players of the same trials together, each once. */
export function shareTrials(turns: Iterable<Turn>): SharedTrials[] {
  const trialsOf = new Map<string, Set<string>>();
  for (const { player, trial } of turns) trialsOf.set(player, (trialsOf.get(player) ?? new Set()).add(trial));
  const alike = Map.groupBy(trialsOf, ([, trials]) => [...trials].join('\n'));
  return Array.from(alike.values(), (each) => ({
    players: each.map(([player]) => player),
    trials: [...(each[0]?.[1] ?? [])],
  }));
}

/** `dut, trial 3`; of several turns one text for all players of the same trials, `dut and sink, trials 1 to 3`, and none is left out. */
export function whoAndWhen(turns: readonly Turn[]): string[] {
  return shareTrials(turns).map(({ players, trials }) => `${listed(players)}, ${trialsText(trials)}`);
}

/** `dut`, `dut and sink`, `dut, sink and source`, shown and not obeyed. */
export function listed(words: readonly string[]): string {
  const [last = '', ...before] = words.toReversed().map(visibleText);
  return before.length === 0 ? last : `${before.toReversed().join(', ')} and ${last}`;
}

function trialsText(trials: readonly string[]): string {
  const ranges = rangesOf(trials);
  return `${trials.length === 1 ? 'trial' : 'trials'} ${listed(ranges)}`;
}

/** `1 to 5`, `7`; what has the name of a case stands for itself. */
function rangesOf(trials: readonly string[]): string[] {
  if (!trials.every((trial) => /^\d+$/.test(trial))) return [...trials];
  const ranges: [first: number, last: number][] = [];
  for (const number of trials.map(Number).toSorted((one, other) => one - other)) {
    const open = ranges.at(-1);
    if (open !== undefined && open[1] === number - 1) open[1] = number;
    else ranges.push([number, number]);
  }
  return ranges.flatMap(([first, last]) => {
    if (last - first < 2) return first === last ? [String(first)] : [String(first), String(last)];
    return [`${first} to ${last}`];
  });
}
