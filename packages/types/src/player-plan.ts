import type { StateLook } from './host-state.ts';
import type { OnlyStartup } from './only-startup.ts';
import type { Phase } from './phase.ts';
import type { Step } from './step.ts';

/** The steps of each phase; a phase without steps is an empty list. */
export type PhaseSteps = Readonly<Record<Phase, readonly Step[]>>;

/** One player's part of a test: where it listens and what it is to do. */
export interface PlayerPlan {
  /** The name as the test file spells it. */
  readonly name: string;
  /** The player file, as it was found. */
  readonly file: string;
  /** IPv4, IPv6 (with a zone, if link-local) or a host name; no brackets. */
  readonly address: string;
  /** `cmdport`: the one port that the player listens on. */
  readonly port: number;
  /** The address named by `conductor`: who may command a player that runs without TLS; `null` when absent. */
  readonly conductor: string | null;
  /** `resultsport` of the original, kept as information; `null` when absent. */
  readonly resultsPort: number | null;
  /** On which systems it takes part; absent: on all. */
  readonly only?: OnlyStartup;
  readonly phases: PhaseSteps;
  /** What its file says of `[State]`; absent where there is no such section. */
  readonly state?: readonly StateLook[];
}
