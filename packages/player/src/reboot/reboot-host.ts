import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Outcome, PHASES, systemReason } from '@conductor/types';
import { holdGuardian, letGuardianAct } from '../guardian/index.ts';
import { syncPath } from '../storage/sync-path.ts';
import type { TrialFolder } from '../storage/trial-folder.ts';
import { type RebootRecord, writeReboot } from './reboot-record.ts';
import { whyStillUp } from './why-still-up.ts';

/** What a host is rebooted with. */
export interface RebootGround {
  readonly folder: TrialFolder;
  /** Text for the shell, as the settings of the player say it. */
  readonly command: string;
  readonly record: RebootRecord;
}

/**
 * Reboots the host: when that succeeds, nobody hears of it here. Resolves with why it did not: then it is as if it had never been
 * tried, and a death of the player means what it always does. The signal leaves everything to the next life.
 */
export async function rebootHost({ folder, command, record }: RebootGround, signal: AbortSignal): Promise<Outcome> {
  try {
    await syncOutputs(folder);
    writeReboot(folder, record);
    await holdGuardian(folder.path, record.limitMs);
  } catch (error) {
    await forgetReboot(folder);
    return {
      kind: 'not-started',
      reason: `what the next life has to know cannot be written down: ${systemReason(error)}`,
    };
  }
  const reason = await whyStillUp(command, record.limitMs, join(folder.path, 'reboot.out'), signal);
  if (signal.aborted) return { kind: 'unknown', reason: systemReason(signal.reason) };
  await forgetReboot(folder);
  return { kind: 'reboot-failed', reason };
}

async function forgetReboot(folder: TrialFolder): Promise<void> {
  await letGuardianAct(folder.path);
  folder.forgetReboot();
}

/** A host that is switched off rather than shut down loses what is not on its disk. */
async function syncOutputs(folder: TrialFolder): Promise<void> {
  const each = PHASES.map(async (phase) => {
    const path = join(folder.path, phase);
    const names = (await readdir(path)).filter((name) => /\.(out|err)$/.test(name));
    for (const name of names) await syncPath(join(path, name));
    await syncPath(path);
  });
  await Promise.all([...each, syncPath(folder.segment(folder.countSegments()))]);
}
