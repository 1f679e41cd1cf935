import type { Phase, Settings } from '@conductor/types';
import type { Findings } from './diagnostics/findings.ts';
import type { PlainValue } from './read-entry.ts';
import type { ReadPhases } from './steps/read-phases.ts';

/** What rules look at. */
export interface ReadTest {
  readonly settings: Settings;
  readonly players: readonly ReadPlayer[];
  /** The same players as they are in the other cases of the test; absent: it has none. */
  readonly otherCases?: readonly (readonly ReadPlayer[])[];
  /** `[Undo]`. */
  readonly undo: readonly PlainValue[];
}

/** A player whose steps are read, with their lines. */
export interface ReadPlayer {
  readonly name: string;
  readonly address: string;
  readonly port: number;
  readonly phases: ReadPhases;
}

/** Something that a test changes on the host of a player. */
export interface HostChange {
  readonly player: string;
  /** What is changed: `kernel module`. */
  readonly kind: string;
  readonly command: string;
  readonly by: ChangePlace;
  /** `null`: nothing that is known changes it back. */
  readonly undoneBy: ChangePlace | null;
}

/** A step by its phase and key. */
export interface ChangePlace {
  readonly phase: Phase;
  readonly key: string;
}

/** Looks at a test that has no errors, says what is probably not meant, and tells what the test changes on its hosts. */
export type Rules = (test: ReadTest, findings: Findings) => readonly HostChange[];

/** The rules of `conduct check`, for the option `rules` of parseTest and loadTest. Who only runs a test never loads them. */
export async function loadRules(): Promise<Rules> {
  const { runRules } = await import('./rules/run-rules.ts');
  return runRules;
}
