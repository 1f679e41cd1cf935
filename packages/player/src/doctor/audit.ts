import { existsSync } from 'node:fs';
import { systemReason } from '@conductor/types';
import { auditFolder } from '../audit/audit-folder.ts';
import { verifyAudit } from '../audit/verify-audit.ts';
import { folderFault } from '../storage/private-folder.ts';
import { type Finding, green, red, yellow } from './finding.ts';
import { playerThere } from './player-there.ts';

const NAME = 'audit';

/** Whether what is done to this host can be written down, and what was is still as it was written. */
export function examineAudit(stateFolder: string): Finding {
  const folder = auditFolder(stateFolder);
  if (!existsSync(folder)) return green(NAME, `${folder}: begins with the player`);
  const fault = folderFault(folder);
  if (fault !== null)
    return red(NAME, `${folder}: ${fault}`, 'mend that: a step that is not written down does not run');
  try {
    const verdict = verifyAudit(folder);
    // The last line of a player that is at work may be seen in part.
    const wrong = verdict.fault?.isEnd && playerThere(stateFolder) !== null ? null : verdict.fault;
    const text = `${verdict.records} records since ${verdict.first?.time ?? 'now'}`;
    if (wrong === null) return green(NAME, `${text}, none changed`);
    return yellow(
      NAME,
      `${text}; ${wrong.file}: ${wrong.text}`,
      'player audit verify says more: find out who did that',
    );
  } catch (error) {
    return yellow(NAME, `${folder} cannot be read: ${systemReason(error)}`, 'ask as the user of the player');
  }
}
