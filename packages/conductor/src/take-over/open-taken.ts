import { type Reopening, RunDirectory, type RunHistory } from '@conductor/results';
import { ConductorError } from '@conductor/types';
import type { ConductOptions } from '../run-test.ts';
import type { PlayerFinding } from '../survey-players.ts';
import { conductorVersion, processName } from '../who-we-are.ts';
import { fenceHolder } from './fence-holder.ts';

/** How long a program that was told that its run is taken over may need to let the run directory go, in milliseconds. */
const LETTING_GO_MS = 15_000;

/** What is to be opened: a run as it was found, and what its players told. */
export interface FoundForTaking {
  readonly directory: string;
  readonly history: RunHistory;
  readonly findings: readonly PlayerFinding[];
}

/** A run directory that is ours, and an epoch that nobody has used. */
export interface OpenedRun {
  readonly directory: RunDirectory;
  readonly epoch: number;
}

/**
 * Opens the directory of a run to go on with it. When a program still writes it, that one is first told by the players that the
 * run is taken over, and has a time to let go; a ConductorError of code `busy` names it when it does not.
 */
export async function openTaken(
  { directory, history, findings }: FoundForTaking,
  reopening: Reopening,
  options: ConductOptions,
  signal: AbortSignal,
): Promise<OpenedRun> {
  const epoch = Math.max(history.epoch, ...findings.map((finding) => epochOf(finding, history.runId))) + 1;
  try {
    return { directory: await RunDirectory.open(directory, reopening, signal), epoch };
  } catch (thrown) {
    if (!(thrown instanceof ConductorError && thrown.code === 'busy')) throw thrown;
  }
  const { insecureNetwork = false, tokenFolders } = options;
  const identity = { self: processName(), version: conductorVersion(), insecureNetwork };
  const dialling = tokenFolders ? { ...identity, tokenFolders } : identity;
  await using _fence = await fenceHolder(history, findings, epoch, dialling, signal);
  const opened = await RunDirectory.open(directory, { ...reopening, lockWaitMs: LETTING_GO_MS }, signal);
  // The first of the two epochs was never more than a knock: what is commanded is commanded under the one that is written down.
  return { directory: opened, epoch: epoch + 1 };
}

function epochOf(finding: PlayerFinding, runId: string): number {
  if (finding.kind === 'absent' || finding.condition.holder?.runId !== runId) return 0;
  return finding.condition.holder.epoch;
}
