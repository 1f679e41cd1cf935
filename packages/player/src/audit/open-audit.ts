import type { Clock } from '@conductor/types';
import type { StateFolder } from '../storage/state-folder.ts';
import { AuditLog } from './audit-log.ts';

/** Opens the audit log in a state folder; the lock of that is given back when its log may not be used. Throws as `AuditLog` does. */
export function openAudit(state: StateFolder, clock: Pick<Clock, 'now'>, onLog: (text: string) => void): AuditLog {
  try {
    return new AuditLog({ stateFolder: state.path, clock, onLog });
  } catch (error) {
    state[Symbol.dispose]();
    throw error;
  }
}
