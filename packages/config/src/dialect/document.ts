import type { SourcePlace } from '../diagnostics/diagnostic.ts';

/** A text of the dialect, in the order of the file; nothing is looked up by a word of the user's in a plain object. */
export interface Document {
  readonly file: string;
  readonly sections: readonly Section[];
  /** Why Python would refuse the text, in the order of the file. */
  readonly faults: readonly Fault[];
}

/** `[name]` and what follows it. */
export interface Section {
  /** Case-sensitive, up to the last `]` of the line. */
  readonly name: string;
  readonly place: SourcePlace;
  readonly entries: readonly Entry[];
}

/** `key: value`. */
export interface Entry {
  /** Lower-cased, as the dialect compares keys. */
  readonly key: string;
  /** As the file spells it. */
  readonly spelling: string;
  readonly place: SourcePlace;
  readonly value: Value;
}

/** A value, with continuation lines joined by newlines. */
export interface Value {
  readonly text: string;
  /** The lines that are not empty, each with where it begins in `text` and in the file; at least one. */
  readonly pieces: readonly Piece[];
}

/** One line of a value. */
export interface Piece {
  readonly offset: number;
  readonly place: SourcePlace;
}

/** A line that Python refuses. It stops at the first of the first three kinds, and gathers the others. */
export interface Fault {
  readonly kind: 'no-section-header' | 'duplicate-section' | 'duplicate-key' | 'no-delimiter' | 'empty-key';
  readonly place: SourcePlace;
  /** The line without blanks around it, or the name that is there twice. */
  readonly text: string;
  /** The section that the line stands in; empty before the first. */
  readonly section: string;
  /** Where the name is for the first time. */
  readonly first?: SourcePlace;
}

/** Keys of this section are variables for all others. */
export const DEFAULT_SECTION = 'DEFAULT';
