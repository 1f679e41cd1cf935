import type { StepId } from '@conductor/types';
import type { BeforeReboot } from '../session/session-effect.ts';
import type { TrialFolder } from '../storage/trial-folder.ts';

/** What is written down before a step reboots the host: by this the next life knows that it was meant so, and goes on. */
export interface RebootRecord extends BeforeReboot {
  readonly step: StepId;
  readonly limitMs: number;
  /** When it was written, by the wall clock, ISO 8601: no other clock goes on. */
  readonly began: string;
  /** The boot that is to end. */
  readonly bootId: string;
  /** How often the trial has rebooted the host before. */
  readonly reboots: number;
}

/** Writes it down, durably. Throws what the file system says. */
export function writeReboot(folder: TrialFolder, record: RebootRecord): void {
  folder.writeReboot(JSON.stringify(record));
}

/** What an earlier life has written down; `null` where it did not, or it is not as it was written: then it did not mean to be followed. */
export function readReboot(folder: TrialFolder): RebootRecord | null {
  try {
    const record = JSON.parse(folder.readReboot() ?? 'null');
    return isWhole(record) ? record : null;
  } catch {
    return null;
  }
}

function isWhole(record: RebootRecord | null): record is RebootRecord {
  if (record === null) return false;
  const { run, step, brokenSyncs } = record;
  const words = [run.runId, record.who, record.bootId, step.phase, ...brokenSyncs.flat()];
  const counts = [run.epoch, step.index, step.attempt, record.reboots, record.takenCount, record.saidCount];
  const numbers = [...counts, record.failedCount, record.unknownCount, record.limitMs];
  const times = [record.began, record.since];
  return (
    words.every((word) => typeof word === 'string') &&
    numbers.every((number) => Number.isFinite(number)) &&
    times.every((time) => !Number.isNaN(Date.parse(time)))
  );
}
