import {
  historyOf,
  noteTriedEpoch,
  type Reopening,
  RunDirectory,
  type RunHistory,
  triedEpoch,
} from '@conductor/results';
import { ConductorError } from '@conductor/types';
import type { ConductOptions } from '../conduct-options.ts';
import { dialOptions } from '../dial-options.ts';
import type { PlayerFinding } from '../survey-players.ts';
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
  found: FoundForTaking,
  reopening: Reopening,
  options: ConductOptions,
  signal: AbortSignal,
): Promise<OpenedRun> {
  const { directory, history, findings } = found;
  try {
    return await withEpoch(await RunDirectory.open(directory, reopening, signal), found);
  } catch (thrown) {
    if (!(thrown instanceof ConductorError && thrown.code === 'busy')) throw thrown;
  }
  const knocked = await unusedEpoch(directory, history, findings);
  await noteTriedEpoch(directory, knocked);
  await using _fence = await fenceHolder(history, findings, knocked, dialOptions(options), signal);
  // The epoch of the knock is never used for a command: what is commanded is commanded under one that is among the events.
  return await withEpoch(
    await RunDirectory.open(directory, { ...reopening, lockWaitMs: LETTING_GO_MS }, signal),
    found,
  );
}

/** Looked up when the directory is ours: until then others may have used epochs. */
async function withEpoch(directory: RunDirectory, { findings }: FoundForTaking): Promise<OpenedRun> {
  return { directory, epoch: await unusedEpoch(directory.path, historyOf(directory.state), findings) };
}

async function unusedEpoch(
  folder: string,
  { epoch, runId }: RunHistory,
  findings: readonly PlayerFinding[],
): Promise<number> {
  const held = findings.map((finding) => epochOf(finding, runId));
  return Math.max(epoch, await triedEpoch(folder), ...held) + 1;
}

function epochOf(finding: PlayerFinding, runId: string): number {
  if (finding.kind === 'absent' || finding.condition.holder?.runId !== runId) return 0;
  return finding.condition.holder.epoch;
}
