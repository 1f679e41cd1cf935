/** One option, as help, completions and manual pages are made of. */
export interface OptionSpec {
  /** `--trials`. */
  readonly long: string;
  /** `-t`. */
  readonly short?: string;
  /** Other spellings that mean the same: `--clients`. */
  readonly aliases?: readonly string[];
  readonly takes: Takes;
  /** Absent: it may be left out, and has an effect. */
  readonly standing?: Standing;
  /** What stands for its value in help: `N`. */
  readonly placeholder?: string;
  /** The only words that it takes. */
  readonly choices?: readonly string[];
  /** The environment variable that says the same; the command line beats it. */
  readonly environment?: string;
  /** One sentence without a full stop. */
  readonly about: string;
}

/** What follows an option: nothing, one word, one word each time that it is said, any number of phases, or any number of players. */
export type Takes = 'nothing' | 'word' | 'words' | 'phases' | 'players';

/**
 * `required`: nothing can be done without it. `ignored`: accepted, so that one command can stand in the place of another, and without
 * effect: help leaves it out.
 */
export type Standing = 'required' | 'ignored';

/** One command of `conduct`. */
export interface CommandSpec {
  readonly name: string;
  readonly summary: string;
  /** Paragraphs. */
  readonly description: readonly string[];
  /** What stands behind it, in order; only the last may be left out, or be many. */
  readonly words: readonly WordSpec[];
  readonly options: readonly OptionSpec[];
  readonly examples: readonly { readonly line: string; readonly about: string }[];
}

/** A word that a command takes: a file, a run, a name. */
export interface WordSpec {
  readonly name: string;
  readonly isOptional: boolean;
  /** As many as are given. */
  readonly isMany?: true;
  readonly about: string;
}
