import type { CommandStep, ContainmentLevel, Step } from '@conductor/types';

/** All that a guardian has to know of a trial: enough to end what its steps left running and to run its Reset. */
export interface GuardianPlan {
  /** Reset, in file order. What only a player can perform is left out, and the log says so. */
  readonly steps: readonly GuardianStep[];
  /** What every step inherits, without the variables that tell a step who it is. */
  readonly environment: Readonly<Record<string, string>>;
  /** Words that stand before each command, and make it another user's. Without blanks in them. */
  readonly become: readonly string[];
  /** The folder that steps run in. */
  readonly folder: string;
  /** The marks by which leftovers are recognised; `null` on a host where a limit of file locks means something. */
  readonly marks: GuardianMarks | null;
  /** By what means the host's players end things. */
  readonly containment: ContainmentLevel;
  /** The control group above those of all steps of the trial; empty where there is none. */
  readonly cgroupFolder: string;
  /** The limit of a step that states none; `null` is no limit. */
  readonly stepTimeoutMs: number | null;
  /** The first signal that a step gets at its limit: `SIGINT`. */
  readonly stopSignal: string;
  /** From SIGTERM to SIGKILL. */
  readonly killGraceMs: number;
  /** Changes with every boot of the host. */
  readonly bootId: string;
  /** A file that keeps room on the disk for Reset, removed before it runs; `null` where there is none. */
  readonly reserveFile: string | null;
}

/** Marks of a trial. */
export interface GuardianMarks {
  /** Borne by guardians and by nothing else: outside the range of the steps. */
  readonly own: bigint;
  /** The lowest and the highest mark that a step of the trial may bear. */
  readonly first: bigint;
  readonly last: bigint;
}

/** A step of Reset as the guardian runs it. */
export interface GuardianStep {
  readonly step: Step;
  /** What it reads; `null` for a command of the test, which reads nothing. */
  readonly input: string | null;
  /** The variables that tell the step who it is. Names must be such that a shell can export them. */
  readonly environment: Readonly<Record<string, string>>;
  /** Within the range of the plan, and not used by a step that the player runs. */
  readonly mark: bigint;
}

/** How much later than stated a limit ends a step, so that `sleep 30` fits in 30 s. */
const LENIENCE_MS = 250;

/** The limit of a step as it was stated, in milliseconds; `null` where nothing limits it. */
export function statedLimitMs(step: CommandStep, stepTimeoutMs: number | null): number | null {
  switch (step.kind) {
    case 'spawn':
      return null;
    case 'step':
      return stepTimeoutMs;
    case 'timeout':
      return step.limitMs;
    default:
      return step satisfies never;
  }
}

/** When a limit that was stated in milliseconds fires, in seconds. */
export function firingSeconds(limitMs: number): number {
  return (limitMs + LENIENCE_MS) / 1000;
}
