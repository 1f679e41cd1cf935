import type { Findings } from './diagnostics/findings.ts';
import type { Document, Entry } from './dialect/document.ts';
import { type PlainValue, readEntry } from './read-entry.ts';
import { Expander, type ExpansionBudget } from './variables/expander.ts';
import { defaultsOf, type Scope, type Variables, variablesOf } from './variables/scope.ts';

/** What stands around the sections of one file. */
export interface Surroundings {
  readonly document: Document;
  /** What is said of one case or by the command line: it wins over every file. */
  readonly said: Variables;
  /** `[Variables]` of the test file. */
  readonly variables: Variables;
  /** What the program knows by itself. */
  readonly builtIns: Scope;
  readonly budget: ExpansionBudget;
}

/** Fills in the variables of one section's values: from its own keys, `[DEFAULT]`, `[Variables]`, and what is built in. */
export function expanderOf(entries: readonly Entry[], around: Surroundings, findings: Findings): Expander {
  return new Expander(scopeOf(entries, around), findings, around.budget);
}

/** Where the values of a section look for variables. */
export function scopeOf(entries: readonly Entry[], { said, document, variables, builtIns }: Surroundings): Scope {
  return [said, variablesOf(entries), defaultsOf(document), variables, ...builtIns];
}

/**
 * The values of a section that no shell reads, or of the wanted ones of its entries. Those without a value are reported
 * and left out.
 */
export function readSection(
  entries: readonly Entry[],
  around: Surroundings,
  findings: Findings,
  wanted: readonly Entry[] = entries,
): PlainValue[] {
  const expander = expanderOf(entries, around, findings);
  return wanted.map((entry) => readEntry(entry, expander, findings)).filter((value) => value !== null);
}
