import { existsSync } from 'node:fs';
import { ConductorError } from '@conductor/types';
import type { Fork } from '../fork/fork.ts';
import { forkHere } from '../fork/fork-here.ts';
import { goneText } from '../storage/gone-text.ts';
import { forkGuardian, type GuardianProcess } from './fork-guardian.ts';
import { type Guardian, guardianOf } from './guardian.ts';
import { guardianFolder } from './guardian-folder.ts';
import { lookAt, type OpenToken } from './guardian-state.ts';
import { keepGuardian } from './prepare-guardian.ts';
import { moveToken } from './token.ts';

/**
 * Starts a guardian for a trial that was prepared, also after one that died beside a living player. Resolves when it lives
 * for all to see: from here on it watches over this process. Rejects with a ConductorError `storage`, also when another
 * guardian lives or has finished, or with the reason of the signal.
 */
export async function startGuardian(
  trialFolder: string,
  signal: AbortSignal,
  fork: Fork = forkHere,
): Promise<Guardian> {
  const folder = guardianFolder(trialFolder);
  const { state, free } = await lookAt(folder);
  const guardian = free && (await replaceHolder(folder, free, signal, fork));
  if (guardian) return guardian;
  if (!existsSync(folder)) throw new ConductorError('storage', goneText(folder));
  const found = free ? 'somebody else was faster' : `its guardian is ${state.kind}`;
  throw new ConductorError('storage', `no guardian can be started for the trial in ${trialFolder}: ${found}`);
}

/**
 * Starts the first guardian of a trial that was written, and brings that to the disk meanwhile, with `rest`: nothing of the
 * trial begins before both are done. Rejects as `startGuardian` does.
 */
export async function startFirstGuardian(
  trialFolder: string,
  { files, rest }: { readonly files: readonly string[]; readonly rest: () => Promise<void> },
  signal: AbortSignal,
  fork: Fork = forkHere,
): Promise<Guardian> {
  const folder = guardianFolder(trialFolder);
  const [forked, kept] = await Promise.allSettled([forkGuardian(folder, fork), keepGuardian(trialFolder, files, rest)]);
  if (forked.status === 'rejected') throw forked.reason;
  const process = forked.value;
  try {
    if (kept.status === 'rejected') throw kept.reason;
    const guardian = await giveToken(folder, process, { kind: 'loaded', holder: null }, signal);
    if (guardian) return guardian;
  } catch (error) {
    // It holds nothing, and the folder that it works in goes now.
    process.kill();
    await process.ended;
    throw error;
  }
  const found = existsSync(folder) ? 'somebody else was faster' : goneText(folder);
  throw new ConductorError('storage', `no guardian can be started for the trial in ${trialFolder}: ${found}`);
}

/** Starts a guardian and gives it the token of a dead one; `null` when somebody else was faster. */
export async function replaceHolder(
  folder: string,
  token: OpenToken,
  signal: AbortSignal,
  fork: Fork = forkHere,
): Promise<Guardian | null> {
  const process = await forkGuardian(folder, fork);
  try {
    return await giveToken(folder, process, token, signal);
  } catch (error) {
    process.letGo();
    process.unref();
    throw error;
  }
}

/** `null` when somebody else was faster: then the guardian has ended. What is thrown leaves it to the caller. */
async function giveToken(
  folder: string,
  process: GuardianProcess,
  token: OpenToken,
  signal: AbortSignal,
): Promise<Guardian | null> {
  await process.hear('ready', signal);
  const kind = token.kind === 'loaded' ? 'loaded' : 'armed';
  if (await moveToken(folder, token, { kind, holder: process.name })) return guardianOf(folder, process, kind);
  process.letGo();
  await process.ended;
  return null;
}
