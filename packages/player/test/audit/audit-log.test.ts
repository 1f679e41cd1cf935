import { appendFileSync, chmodSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../src/audit/audit-entry.ts';
import { auditFolder, headFile, segmentFile, segmentNumbers } from '../../src/audit/audit-folder.ts';
import { readHead } from '../../src/audit/audit-head.ts';
import { readSegment } from '../../src/audit/audit-segment.ts';
import { verifyAudit } from '../../src/audit/verify-audit.ts';
import { smallDisk } from '../guardian/support/small-disk.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { armed, openLog, writeLog } from './support.ts';

const STOPPED: AuditEntry = { kind: 'player-ended', reason: 'SIGTERM' };
const DAY_MS = 86_400_000;

function recordsIn(folder: string) {
  return segmentNumbers(folder).flatMap((number) => readSegment(segmentFile(folder, number)).records);
}

describe('an audit log', () => {
  it('goes on where it ended, in the same segment, and knows how the one before ended', async () => {
    await using state = await temporaryFolder();
    const folder = auditFolder(state.path);
    await writeLog(state.path, [armed(1), STOPPED]);
    {
      await using log = openLog(state.path);
      expect(log.before).toBe('ended');
      await log.ensure(armed(2));
      expect(readHead(headFile(folder))?.seq).toBe(3);
      log.note(armed(3));
    }
    {
      await using log = openLog(state.path);
      expect(log.before).toBe('killed');
    }
    expect(segmentNumbers(folder)).toEqual([1]);
    expect(verifyAudit(folder)).toMatchObject({ records: 4, segments: 1, fault: null, first: { seq: 1 } });
  });

  it('shows what a terminal would obey, and gives it back as it was', async () => {
    await using state = await temporaryFolder();
    const command = 'echo \u001b[31m \u009b2J \u202e \u{e0001} \u007f é';
    await writeLog(state.path, [armed(1, command)]);
    const folder = auditFolder(state.path);
    expect(readFileSync(segmentFile(folder, 1), 'utf8')).not.toMatch(/[^\P{C}\n]/u);
    expect(recordsIn(folder)[0]).toMatchObject({ command });
    expect(verifyAudit(folder).fault).toBeNull();
  });

  it('whose last line was torn by a power cut accounts for it with the next record', async () => {
    await using state = await temporaryFolder();
    const folder = auditFolder(state.path);
    await writeLog(state.path, [armed(1)]);
    appendFileSync(segmentFile(folder, 1), '{"seq":2,"time":"20\0\0\0');
    expect(verifyAudit(folder).fault).toMatchObject({ file: '000001.ndjson', line: 2, isEnd: true });
    await writeLog(state.path, [armed(2)]);
    expect(recordsIn(folder).map(({ kind }) => kind)).toEqual(['step-armed', 'torn', 'step-armed']);
    expect(verifyAudit(folder)).toMatchObject({ fault: null, remarks: [expect.stringContaining('22 bytes')] });
    appendFileSync(segmentFile(folder, 1), '\0');
    expect(verifyAudit(folder).fault).toMatchObject({ file: '000001.ndjson', line: 2 });
  });

  it('whose end was cut off says so, also when the player was started again', async () => {
    await using state = await temporaryFolder();
    const folder = auditFolder(state.path);
    await writeLog(state.path, [armed(1), armed(2), armed(3)]);
    const path = segmentFile(folder, 1);
    truncateSync(path, readFileSync(path, 'utf8').indexOf('\n') + 1);
    expect(verifyAudit(folder).fault).toMatchObject({ file: 'head', text: expect.stringContaining('record 3') });
    await writeLog(state.path, [armed(4)]);
    expect(verifyAudit(folder).fault?.text).toContain('the end was cut off before the player was started');
  });

  it('that was changed before its end says so when the player goes on with it', async () => {
    await using state = await temporaryFolder();
    const folder = auditFolder(state.path);
    await writeLog(state.path, [armed(1), armed(2), armed(3)]);
    const path = segmentFile(folder, 1);
    writeFileSync(path, readFileSync(path, 'utf8').replace('echo 2', 'echo 7'));
    expect(verifyAudit(folder).fault).toMatchObject({ file: '000001.ndjson', line: 2 });
    await writeLog(state.path, [armed(4)]);
    expect(verifyAudit(folder).fault).not.toBeNull();
  });

  it.for<[string, (folder: string) => void]>([
    ['its head is gone', (folder) => rmSync(headFile(folder))],
    ['its first segment is gone', (folder) => rmSync(segmentFile(folder, 1))],
    ['its last segment is gone', (folder) => rmSync(segmentFile(folder, segmentNumbers(folder).length))],
    ['a segment in its middle is gone', (folder) => rmSync(segmentFile(folder, 2))],
    [
      'two segments have changed places',
      (folder) => {
        renameSync(segmentFile(folder, 1), segmentFile(folder, 9));
        renameSync(segmentFile(folder, 2), segmentFile(folder, 1));
        renameSync(segmentFile(folder, 9), segmentFile(folder, 2));
      },
    ],
  ])('is not in order where %s', async ([, change]) => {
    await using state = await temporaryFolder();
    const folder = auditFolder(state.path);
    await writeLog(
      state.path,
      Array.from({ length: 30 }, (_, at) => armed(at)),
      { segmentBytes: 2_000 },
    );
    expect(verifyAudit(folder).fault).toBeNull();
    change(folder);
    expect(verifyAudit(folder).fault).not.toBeNull();
  });

  it('that was written anew as a whole is found by who noted a record of it', async () => {
    await using state = await temporaryFolder();
    const folder = auditFolder(state.path);
    await writeLog(state.path, [armed(1), armed(2)]);
    const noted = readHead(headFile(folder));
    expect(verifyAudit(folder, noted).fault).toBeNull();
    rmSync(folder, { recursive: true });
    await writeLog(state.path, [armed(1), armed(3)]);
    expect(verifyAudit(folder).fault).toBeNull();
    expect(verifyAudit(folder, noted).fault?.text).toContain('written anew');
  });

  it('keeps what is young and little, removes whole segments, and says so', async () => {
    await using state = await temporaryFolder();
    const folder = auditFolder(state.path);
    let days = 0;
    const now = () => new Date(Date.UTC(2026, 0, 1) + days * DAY_MS);
    {
      await using log = openLog(state.path, { now });
      for (; days < 100; days += 2) log.note(armed(days));
    }
    const byAge = verifyAudit(folder);
    expect(byAge).toMatchObject({
      fault: null,
      first: { seq: 4 },
      remarks: [expect.stringContaining('kept no longer')],
    });
    // A record for each removal is among them.
    expect(recordsIn(folder).filter(({ kind }) => kind === 'segments-removed')).toHaveLength(3);
    await writeLog(state.path, [armed(1)], { now, keepBytes: 5_000 });
    expect(recordsIn(folder).length).toBeLessThan(20);
    expect(verifyAudit(folder).fault).toBeNull();
    rmSync(segmentFile(folder, segmentNumbers(folder)[0] ?? 0));
    expect(verifyAudit(folder).fault?.file).toBe('its beginning');
  });

  it('says that a segment was taken away while it was written', async () => {
    await using state = await temporaryFolder();
    const folder = auditFolder(state.path);
    await using log = openLog(state.path);
    await log.ensure(armed(1));
    rmSync(folder, { recursive: true });
    await log.ensure(armed(2));
    expect(recordsIn(folder).map(({ kind }) => kind)).toEqual(['segment-lost', 'step-armed']);
    expect(verifyAudit(folder).fault).not.toBeNull();
  });

  it('is refused where others may look into it', async () => {
    await using state = await temporaryFolder();
    await writeLog(state.path, [armed(1)]);
    chmodSync(auditFolder(state.path), 0o755);
    expect(() => openLog(state.path)).toThrow('chmod 700');
  });

  it('on a full disk refuses what must be written down, and its next record is the gap', async (context) => {
    await using disk = await smallDisk(context, 'size=1m');
    const logged: string[] = [];
    await using log = openLog(disk.path, { onLog: (text) => logged.push(text) });
    await log.ensure(armed(1));
    const filler = await disk.fill();
    // The last block of the segment has room left.
    const untilFull = async () => {
      for (;;) await log.ensure(armed(2));
    };
    await expect(untilFull()).rejects.toThrow('the audit log cannot be written: the disk is full');
    log.note(armed(3));
    rmSync(filler);
    await log.ensure(armed(4));
    const { fault, remarks } = verifyAudit(auditFolder(disk.path));
    expect([fault, remarks]).toEqual([
      null,
      [expect.stringMatching(/, 2 could not be written from .*the disk is full/)],
    ]);
    expect(logged.join('\n')).toContain('can be written again; 2 records are missing');
  });
});
