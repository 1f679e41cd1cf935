import { rm } from 'node:fs/promises';
import { ConductorError, EXIT_CODES, visibleJson } from '@conductor/types';
import { mayBeRemoved } from '../spool/expired-runs.ts';
import { heldRun } from '../spool/held-run.ts';
import { spooledRuns } from '../spool/spooled-run.ts';
import { bytesText } from '../spool/texts.ts';
import { livingPlayer } from '../storage/state-folder.ts';
import type { Removal, SpoolArguments } from './arguments.ts';
import { linesText } from './lines-text.ts';
import { spoolText } from './spool-text.ts';
import type { SpoolView } from './spool-view.ts';

/** What a command prints, and how it ends. */
export interface CommandEnd {
  readonly text: string;
  readonly exitCode: number;
}

/** `player spool`: lists what is kept in a state folder, or removes a run. Throws a ConductorError `usage` or `storage`. */
export async function spool(stateFolder: string, { remove, format }: SpoolArguments): Promise<CommandEnd> {
  const view = await viewOf(stateFolder).catch((error: unknown) => {
    throw ConductorError.from(error, 'storage', `the state folder ${stateFolder} cannot be read`);
  });
  if (remove !== null) return removeRun(remove, view);
  const text = format === 'json' ? visibleJson(view) : spoolText(view);
  return { text, exitCode: EXIT_CODES.passed };
}

async function viewOf(stateFolder: string): Promise<SpoolView> {
  const runs = await spooledRuns(stateFolder);
  return { stateFolder, player: livingPlayer(stateFolder), heldRun: heldRun(stateFolder), runs, now: new Date() };
}

async function removeRun(
  { runId, isSettled }: Removal,
  { stateFolder, player, heldRun, runs }: SpoolView,
): Promise<CommandEnd> {
  const run = runs.find((one) => one.runId === runId);
  if (!run) throw new ConductorError('usage', `nothing is kept of run ${runId} in ${stateFolder}; see player spool`);
  const isOpen = run.trials.some(({ debt }) => debt === 'open');
  if (isOpen || runId === heldRun)
    return refusal(
      runId,
      `${player === null ? 'its guardian' : `the player (process ${player})`} is at work on it`,
      EXIT_CODES.busy,
    );
  if (!isSettled && !mayBeRemoved(run)) {
    const advice =
      player === null ? 'a player that starts on this folder tries to pay it' : 'its player could not pay it';
    return refusal(runId, `its Reset is owed; ${advice}; when this host is in order, add --settled`, EXIT_CODES.dirty);
  }
  await rm(run.folder, { recursive: true, force: true });
  return { text: linesText([`run ${runId} is removed: ${bytesText(run.bytes)}`]), exitCode: EXIT_CODES.passed };
}

function refusal(runId: string, reason: string, exitCode: number): CommandEnd {
  return { text: linesText([`run ${runId} is not removed: ${reason}`]), exitCode };
}
