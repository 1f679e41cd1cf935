import type { RunRef, TrialRef } from '@conductor/types';
import type { AuditEntry } from '../../src/audit/audit-entry.ts';
import { type AuditLimits, DEFAULT_AUDIT_LIMITS } from '../../src/audit/audit-limits.ts';
import { AuditLog } from '../../src/audit/audit-log.ts';

const RUN: RunRef = { runId: '20261123T231500Z-k3f9', epoch: 1 };
const TRIAL: TrialRef = { caseName: '', trial: 1 };

/** A step that is about to run. */
export function armed(index: number, command = `echo ${index}`): AuditEntry {
  const step = { phase: 'run', index, attempt: 1 } as const;
  return { kind: 'step-armed', run: RUN, trial: TRIAL, step, key: `step${index}`, command, user: 'root' };
}

/** How a log of a test is kept: what is not said as by default. */
export interface LogOptions extends Partial<AuditLimits> {
  readonly now?: () => Date;
  readonly onLog?: (text: string) => void;
}

/** The log in a state folder. */
export function openLog(
  stateFolder: string,
  { now = () => new Date(), onLog = () => undefined, ...limits }: LogOptions = {},
): AuditLog {
  return new AuditLog({ stateFolder, clock: { now }, onLog, limits: { ...DEFAULT_AUDIT_LIMITS, ...limits } });
}

/** Writes these records, and closes the log. */
export async function writeLog(
  stateFolder: string,
  entries: Iterable<AuditEntry>,
  options: LogOptions = {},
): Promise<void> {
  await using log = openLog(stateFolder, options);
  for (const entry of entries) log.note(entry);
}
