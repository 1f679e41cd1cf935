import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditFolder, segmentFile, segmentNumbers } from '../../src/audit/audit-folder.ts';
import { verifyAudit } from '../../src/audit/verify-audit.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { armed, writeLog } from './support.ts';

const RECORDS = 10_000;
const SEGMENT_BYTES = 2 ** 18;
/** Written and read again for each change: on a disk it would take long. */
const MEMORY = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** A change of the lines of one segment; `null` where it changes nothing. */
type Change = (lines: readonly string[], at: number, other: number) => readonly string[] | null;

const CHANGES: Readonly<Record<string, Change>> = {
  'a byte is changed': (lines, at, other) => {
    const line = lines[at] ?? '';
    const place = other % (line.length + 1);
    const byte = place === line.length ? ' ' : String.fromCharCode(line.charCodeAt(place) ^ (1 + (other % 7)));
    // A newline is a byte like others: then two lines become one.
    if (place === line.length)
      return [...lines.slice(0, at), `${line}${byte}${lines[at + 1] ?? ''}`, ...lines.slice(at + 2)];
    return lines.with(at, `${line.slice(0, place)}${byte}${line.slice(place + 1)}`);
  },
  'a line is removed': (lines, at) => lines.toSpliced(at, 1),
  'two lines are swapped': (lines, at, other) => {
    const place = other % lines.length;
    return place === at ? null : lines.with(at, lines[place] ?? '').with(place, lines[at] ?? '');
  },
  'a line is duplicated': (lines, at, other) => lines.toSpliced(other % (lines.length + 1), 0, lines[at] ?? ''),
  'a line is inserted': (lines, at) => lines.toSpliced(at, 0, '{"seq":1,"kind":"gap"}'),
  'the end is cut off': (lines, at) => lines.slice(0, at),
};

describe('any change', () => {
  it(`of one of ${RECORDS} records is found, where it is`, { timeout: 120_000 }, async () => {
    await using state = await temporaryFolder(MEMORY);
    const entries = Array.from({ length: RECORDS }, (_, at) => armed(at + 1));
    await writeLog(state.path, entries, { segmentBytes: SEGMENT_BYTES });
    const folder = auditFolder(state.path);
    const whole = verifyAudit(folder);
    expect(whole).toMatchObject({ records: RECORDS, fault: null, remarks: [] });
    const segments = segmentNumbers(folder);
    expect(segments.length).toBeGreaterThan(10);

    const places = fc.tuple(fc.constantFrom(...Object.keys(CHANGES)), fc.constantFrom(...segments), fc.nat(), fc.nat());
    const law = fc.property(places, ([name, segment, at, other]) => {
      const path = segmentFile(folder, segment);
      const before = readFileSync(path, 'latin1');
      const lines = before.split('\n').slice(0, -1);
      const place = at % lines.length;
      const changed = CHANGES[name]?.(lines, place, other);
      fc.pre(changed !== null && changed !== undefined);
      try {
        writeFileSync(path, changed.map((line) => `${line}\n`).join(''), 'latin1');
        const { fault } = verifyAudit(folder);
        expect(fault, name).not.toBeNull();
      } finally {
        writeFileSync(path, before, 'latin1');
      }
    });
    fc.assert(law, { numRuns: 40 });
    expect(verifyAudit(folder).fault).toBeNull();
  });

  it('of any single bit of a short log is found', async () => {
    await using state = await temporaryFolder(MEMORY);
    await writeLog(state.path, [armed(1), armed(2, 'ping -c 3 "dut" # ä \u0000'), armed(3)]);
    const folder = auditFolder(state.path);
    const path = segmentFile(folder, 1);
    const before = readFileSync(path);
    for (const [place, byte] of before.entries()) {
      for (const bit of [1, 4, 32, 128]) {
        writeFileSync(path, before.with(place, byte ^ bit));
        expect(verifyAudit(folder).fault, `byte ${place}, bit ${bit}`).not.toBeNull();
      }
    }
  });
});
