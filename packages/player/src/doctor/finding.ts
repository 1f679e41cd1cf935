/** One line of what `player doctor` says. `red`: a player cannot do its work. `yellow`: it can, and something is worse. */
export interface Finding {
  /** What was looked at, in a word or two. */
  readonly name: string;
  readonly level: 'green' | 'yellow' | 'red';
  /** What was found. */
  readonly text: string;
  /** What to do about it; `null` where there is nothing to do. */
  readonly advice: string | null;
}

/** Nothing is wrong. */
export function green(name: string, text: string): Finding {
  return { name, level: 'green', text, advice: null };
}

/** A player can do its work, and something is worse than it might be. */
export function yellow(name: string, text: string, advice: string): Finding {
  return { name, level: 'yellow', text, advice };
}

/** A player cannot do its work. */
export function red(name: string, text: string, advice: string): Finding {
  return { name, level: 'red', text, advice };
}
