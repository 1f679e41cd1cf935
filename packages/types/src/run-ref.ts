/** Which run a command belongs to. A player refuses every frame of another run, and of a lower epoch of the same run. */
export interface RunRef {
  /** UTC time to the second and four random characters: `20261123T231500Z-k3f9`. */
  readonly runId: string;
  /** Raised by whoever takes a run over (`conduct resume`); from 1. */
  readonly epoch: number;
}

/** Which trial of a run. */
export interface TrialRef {
  /** The combination of parameters; empty in a test without parameters. */
  readonly caseName: string;
  /** From 1, through all cases of a run: no two of its trials have the same. */
  readonly trial: number;
}
