import type { JournalRecord } from '@conductor/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeJournalRecord, encodeJournalRecord, JOURNAL_LINE_LIMIT_BYTES } from '../../src/index.ts';
import { journalRecord } from '../support/arbitraries.ts';

const stamp = { seq: 1, time: '2026-11-23T23:15:00.000Z', monotonicNs: '18446744073709551615' };

describe('a journal record', () => {
  it('is read as it was written, and is one line', () => {
    fc.assert(
      fc.property(journalRecord, (record) => {
        const line = encodeJournalRecord(record);
        expect(line.indexOf('\n')).toBe(line.length - 1);
        expect(decodeJournalRecord(line)).toEqual(record);
        expect(decodeJournalRecord(line.trimEnd())).toEqual(record);
      }),
      { numRuns: 500 },
    );
  });

  it('can always be read when it was written, however long its texts are', () => {
    const long = '\u0000"é'.repeat(100_000);
    const leftovers = Array.from({ length: 5_000 }, () => ({ pid: 1, command: long, foundBy: long }));
    const finished: JournalRecord = {
      ...stamp,
      kind: 'phase-finished',
      phase: 'reset',
      containment: 'sweep',
      leftovers,
    };
    const stopped: JournalRecord = { ...stamp, kind: 'trial-stopped', reason: long };
    const left: JournalRecord = { ...stamp, kind: 'left-behind', leftovers };
    for (const record of [finished, stopped, left]) {
      const line = encodeJournalRecord(record);
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(JOURNAL_LINE_LIMIT_BYTES);
      expect(decodeJournalRecord(line).kind).toBe(record.kind);
    }
  });

  it('of a kind that a newer player knows becomes a remark and keeps its place', () => {
    const line = JSON.stringify({ ...stamp, seq: 7, kind: 'coffee-\u001bmade', cups: 2 });
    expect(decodeJournalRecord(line)).toEqual({
      ...stamp,
      seq: 7,
      kind: 'remark',
      text: 'a record of an unknown kind, "coffee-\\emade"',
    });
  });

  it('loses what a newer player adds to a known kind', () => {
    const line = JSON.stringify({ ...stamp, kind: 'steps-done', phase: 'run', mood: 'good' });
    expect(decodeJournalRecord(line)).toEqual({ ...stamp, kind: 'steps-done', phase: 'run' });
  });

  const hostile: readonly (readonly [string, string])[] = [
    ['nothing', ''],
    ['no JSON', '{"seq":1'],
    ['no object', '[1]'],
    ['null', 'null'],
    ['no kind', JSON.stringify(stamp)],
    ['a kind that every object has', JSON.stringify({ ...stamp, kind: 'constructor', seq: -1 })],
    ['a sequence of 0', JSON.stringify({ ...stamp, seq: 0, kind: 'remark', text: '' })],
    ['a clock that is no number', JSON.stringify({ ...stamp, monotonicNs: '1e9', kind: 'remark', text: '' })],
    ['a time that is no time', JSON.stringify({ ...stamp, time: 'soon', kind: 'remark', text: '' })],
    ['an unknown phase', JSON.stringify({ ...stamp, kind: 'steps-done', phase: 'lunch' })],
    ['an unknown outcome', endedWith({ kind: 'won' })],
    ['a text beyond its limit', JSON.stringify({ ...stamp, kind: 'remark', text: 'x'.repeat(8193) })],
    ['a negative size', JSON.stringify({ ...stamp, ...closedOutput(), bytes: -1 })],
    ['a size beyond 2^53', JSON.stringify({ ...stamp, ...closedOutput(), bytes: 2 ** 60 })],
    ['a line beyond its limit', ' '.repeat(JOURNAL_LINE_LIMIT_BYTES + 1)],
  ];

  it.each(hostile)('with %s is refused with what is wrong', (_what, line) => {
    expect(() => decodeJournalRecord(line)).toThrow(
      expect.objectContaining({ code: 'protocol', message: expect.stringMatching(/^a journal line is not what/) }),
    );
  });

  it('never reaches further than the record: a prototype in the JSON is only text', () => {
    const line = `{"__proto__":{"admin":true},"seq":1,"time":"${stamp.time}","monotonicNs":"1","kind":"remark","text":"x"}`;
    const record = decodeJournalRecord(line);
    expect(Object.keys(record)).not.toContain('admin');
    expect('admin' in record).toBe(false);
  });
});

function endedWith(outcome: unknown): string {
  const step = { phase: 'run', index: 1, attempt: 1 };
  return JSON.stringify({ ...stamp, kind: 'step-ended', step, durationMs: 1, outcome });
}

function closedOutput() {
  return { kind: 'output-closed', step: { phase: 'run', index: 1, attempt: 1 }, channel: 'out', generation: 0 };
}
