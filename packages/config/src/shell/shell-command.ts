/** One simple command in a text for the shell, as far as it can be read. */
export interface ShellCommand {
  /** Without quotes; what the shell would fill in stands as written: `$i`, `$(date)`. Never empty, but for assignments alone. */
  readonly words: readonly string[];
  readonly redirects: readonly Redirect[];
  /** How words and targets are written that the command gets otherwise: `'a b'`, of `a b`. */
  readonly asWritten: ReadonlyMap<string, string>;
  /** The names that are set before the words: `A` of `A=1 make`. */
  readonly assigned: readonly string[];
  /** The line of the text in which it begins, from 0. */
  readonly line: number;
  /** What stands before it; `null` at the beginning. */
  readonly before: Separator | null;
  /** What follows it; `null` at the end. */
  readonly after: Separator | null;
  /** It stands in a loop, or is the condition of one: how often it runs is not known. */
  readonly isRepeated: boolean;
}

/** `> file`. */
export interface Redirect {
  /** `>`, `>>`, `<`, `>&` and so on, without a number before it. */
  readonly operator: string;
  readonly target: string;
}

/** What stands between two commands. A new line is `;`. */
export type Separator = ';' | '&&' | '||' | '|' | '&';

/** What could be read of a text. */
export interface ScannedShell {
  readonly commands: readonly ShellCommand[];
  /** `false`: somewhere in it stands what only a shell can read, and from there on nothing is known. */
  readonly isWhole: boolean;
}
