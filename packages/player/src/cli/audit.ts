import { setTimeout as pause } from 'node:timers/promises';
import { ConductorError, EXIT_CODES, visibleJson } from '@conductor/types';
import { auditFolder, segmentFile, segmentName, segmentNumbers } from '../audit/audit-folder.ts';
import { readSegment } from '../audit/audit-segment.ts';
import { type AuditVerdict, verifyAudit } from '../audit/verify-audit.ts';
import { livingPlayer } from '../storage/state-folder.ts';
import type { AuditArguments, VerifyAuditArguments } from './arguments.ts';
import { auditLine } from './audit-line.ts';
import { linesText } from './lines-text.ts';
import type { CommandEnd } from './spool.ts';
import { verdictText } from './verdict-text.ts';

/** `player audit`: the records of an audit log, piece by piece. Throws a ConductorError `storage` when it cannot be read. */
export function* auditTexts(stateFolder: string, { since, format }: AuditArguments): Generator<string> {
  const folder = auditFolder(stateFolder);
  try {
    const numbers = segmentNumbers(folder);
    if (numbers.length === 0 && format === 'text') yield linesText([`${folder}: there is no audit log yet`]);
    for (const number of numbers) {
      const { records, lines, rest } = readSegment(segmentFile(folder, number));
      const wanted = records.flatMap((record, at) => (isWanted(record, since) ? [{ record, line: lines[at] }] : []));
      if (format === 'json') yield wanted.map(({ line }) => `${line}\n`).join('');
      else yield wanted.map(({ record }) => `${auditLine(record)}\n`).join('');
      if (rest.length > 0 && format === 'text')
        yield `${segmentName(number)}: ${rest.length} bytes at its end ${NO_RECORD}\n`;
    }
  } catch (error) {
    throw unreadable(folder, error);
  }
}

const NO_RECORD = 'are no record; ask player audit verify';

/** `player audit verify`: whether an audit log is as the player wrote it; exit code 1 where it is not. */
export async function verify(stateFolder: string, { anchor, format }: VerifyAuditArguments): Promise<CommandEnd> {
  const folder = auditFolder(stateFolder);
  const verdict = await settledVerdict(stateFolder, () => {
    try {
      return verifyAudit(folder, anchor);
    } catch (error) {
      throw unreadable(folder, error);
    }
  });
  const exitCode = verdict.fault === null ? EXIT_CODES.passed : EXIT_CODES.failed;
  const text = format === 'json' ? visibleJson({ folder, ...verdict }) : verdictText(folder, verdict);
  return { text, exitCode };
}

function isWanted({ time }: { readonly time: string }, since: Date | null): boolean {
  return since === null || Date.parse(time) >= since.getTime();
}

/** A line that a living player is writing may be seen in part. */
const LOOKS = 5;
const BETWEEN_LOOKS_MS = 20;

async function settledVerdict(stateFolder: string, look: () => AuditVerdict): Promise<AuditVerdict> {
  let verdict = look();
  for (let looks = 1; verdict.fault?.isEnd && looks < LOOKS && livingPlayer(stateFolder) !== null; looks += 1) {
    await pause(BETWEEN_LOOKS_MS);
    verdict = look();
  }
  return verdict;
}

function unreadable(folder: string, error: unknown): ConductorError {
  return ConductorError.from(
    error,
    'storage',
    `the audit log in ${folder} cannot be read; ask as the user of the player`,
  );
}
