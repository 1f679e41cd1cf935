import type { StateChange } from '@conductor/types';

/** What a host has of something: by name, with a value where the name alone does not say all. */
export type HostEntries = ReadonlyMap<string, string>;

/** Something of a host that is looked at: addresses, routes. */
export interface HostItem {
  readonly name: string;
  /** Prints what there is, and fails where that cannot be told. */
  readonly command: string;
  /** Takes what was printed apart, and leaves out what changes by itself. */
  readonly read: (text: string) => HostEntries;
  /** `all`: what comes and goes counts, too. `values`: only what is there both times; others tell what it belongs to. */
  readonly counts: 'all' | 'values';
  /** A test says how it is looked at. */
  readonly isOfTest?: boolean;
  /** Of changes that come one from another, the first. */
  readonly essence: (changes: readonly StateChange[]) => readonly StateChange[];
}

/** The lines of a text as names without values: in any order, and how often each is there. */
export function readLines(text: string): HostEntries {
  return entriesOf(
    text
      .split('\n')
      .map((line) => line.trimEnd())
      .filter((line) => line !== ''),
  );
}

/** Names without values; one that is there twice is told with how often. */
export function entriesOf(names: readonly string[]): HostEntries {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return new Map(Array.from(counts, ([name, count]) => [name, count === 1 ? '' : `${count} times`]));
}
