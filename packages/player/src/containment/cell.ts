import type { Birth } from './birth.ts';

/** The containment of one step: what everything that it starts is recognised by. */
export interface Cell {
  /** Unique among the steps of all players of a host. */
  readonly mark: bigint;
  /** The control group that the step is put into; empty where there is none. */
  readonly cgroupFolder: string;
  /** Another group that the step is put into, which bounds its processes; empty where there is none. */
  readonly pidsFolder: string;
  /** The step's first process: leader of a session and a group of its own. Set when it is forked. */
  leader: Leader | null;
  /** How many processes the host had begun before anything of the step, at least; `null` where that is not counted. */
  readonly begunBefore: number | null;
  /** The first process of the step, whatever has become of it; `null` while there is none, or where that is not known. */
  birth: Birth | null;
}

/** The first process of a step. */
export interface Leader {
  readonly pid: number;
  /** As its process table tells it; `null` when that could not be read in time. */
  readonly start: string | null;
  /** Resolves when it has ended; never rejects. */
  readonly exited: Promise<void>;
  readonly hasExited: boolean;
}
