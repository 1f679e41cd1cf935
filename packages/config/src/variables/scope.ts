import { DEFAULT_SECTION, type Document, type Entry, type Value } from '../dialect/document.ts';

/** What `%(name)s` may stand for. */
export type Variable =
  /** Written in a file, and may hold variables itself. */
  | { readonly kind: 'written'; readonly value: Value }
  /** Known to the program, and taken as it is. */
  | { readonly kind: 'built-in'; readonly text: string }
  /** Has a value in other places only: why. */
  | { readonly kind: 'elsewhere'; readonly why: string };

/** Variables by lower-cased name. */
export type Variables = ReadonlyMap<string, Variable>;

/** Where variables are looked up: the first list that has the name wins. */
export type Scope = readonly Variables[];

/** Finds a variable without regard to case. */
export function findVariable(scope: Scope, name: string): Variable | undefined {
  const key = name.toLowerCase();
  return scope.find((variables) => variables.has(key))?.get(key);
}

/** Every name of a scope, nearest list first. */
export function* namesOf(scope: Scope): Iterable<string> {
  for (const variables of scope) yield* variables.keys();
}

/** The entries of a section as variables. Of equal keys the last counts. */
export function variablesOf(entries: readonly Entry[]): Variables {
  return new Map(entries.map(({ key, value }) => [key, { kind: 'written', value }]));
}

/** What `[DEFAULT]` says, for every section of its file. */
export function defaultsOf({ sections }: Document): Variables {
  return variablesOf(sections.filter(({ name }) => name === DEFAULT_SECTION).flatMap(({ entries }) => entries));
}

/** Variables that the program knows by itself. */
export function builtIns(texts: Iterable<readonly [string, string]>): Variables {
  return new Map([...texts].map(([name, text]) => [name.toLowerCase(), { kind: 'built-in', text }]));
}

/** Variables that have no value where they are looked up. */
export function elsewhere(names: readonly string[], why: string): Variables {
  return new Map(names.map((name) => [name.toLowerCase(), { kind: 'elsewhere', why }]));
}
