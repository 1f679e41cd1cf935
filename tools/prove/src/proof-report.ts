import { commitHere, type Machine, machineHere } from '@conductor/lab';
import type { Proof } from './proof.ts';
import type { ProveRequest } from './read-arguments.ts';

/** What a proof has to say of itself to be believed, and to be made again. */
export interface ProofReport {
  /** When it began, ISO 8601 in UTC. */
  readonly date: string;
  /** Ends in `-dirty` when the files were not those of the commit. */
  readonly commit: string;
  readonly command: string;
  readonly seed: number;
  readonly jobs: number;
  readonly durationMs: number;
  readonly machine: Machine;
  readonly proofs: readonly Proof[];
}

/** Begins a report, and returns what ends it. */
export function startReport(request: ProveRequest) {
  const { seed, jobs } = request;
  const date = new Date().toISOString();
  const commit = commitHere();
  const beganMs = performance.now();
  return (proofs: readonly Proof[]): ProofReport => ({
    date,
    commit,
    command: commandOf(request),
    seed,
    jobs,
    durationMs: Math.round(performance.now() - beganMs),
    machine: machineHere(),
    proofs,
  });
}

/** What makes these trials again on any machine, so without the file that this one's result went to. */
function commandOf({ guarantees, n }: ProveRequest): string {
  return ['pnpm prove', ...guarantees, ...(n === null ? [] : [`--n ${n}`])].join(' ');
}
