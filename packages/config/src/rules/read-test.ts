import type { OnlyStartup, Phase, Settings } from '@conductor/types';
import type { PlainValue } from '../read-entry.ts';
import type { ReadPhases } from '../steps/read-phases.ts';

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
  /** `null`: it takes part on every system. */
  readonly only: OnlyStartup | null;
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
