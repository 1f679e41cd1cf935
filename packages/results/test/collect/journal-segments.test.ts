import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { encodeJournalRecord } from '@conductor/protocol';
import type { JournalEntry, StepId } from '@conductor/types';
import { expect, test } from 'vitest';
import { plan } from '../support/sample-test.ts';
import { out, run, type Script, type ScriptedSource } from '../support/scripted-player.ts';
import { stage } from '../support/stage.ts';

const DUT = plan('dut', { run: ['step1=measure'], reset: ['step1=tidy'] });
const PASSED = { kind: 'exited', code: 0 } as const;

/** The lines of a segment whose first record has this number. */
function lines(first: number, ...entries: readonly JournalEntry[]): Buffer {
  const stamp = { time: '2026-11-23T23:15:00.000Z', monotonicNs: '1' };
  return Buffer.from(entries.map((entry, at) => encodeJournalRecord({ seq: first + at, ...stamp, ...entry })).join(''));
}

function segment(number: number, bytes: Buffer): ScriptedSource {
  return { source: { kind: 'journal', segment: number }, bytes };
}

function reset(attempt: number): StepId {
  return { phase: 'reset', index: 1, attempt };
}

function ofReset(attempt: number, text: string): ScriptedSource {
  return { source: { kind: 'output', step: reset(attempt), channel: 'out', generation: 0 }, bytes: Buffer.from(text) };
}

const BEGAN: JournalEntry = { kind: 'step-began', step: run(1) };
const ENDED: JournalEntry = { kind: 'step-ended', step: run(1), outcome: PASSED, durationMs: 3 };
const UNKNOWN: JournalEntry = { ...ENDED, outcome: { kind: 'unknown', reason: 'the player was killed while it ran' } };
const CLOSED: JournalEntry = { kind: 'trial-closed', reset: 'paid' };

test('a segment follows the one before it, whose torn last line never comes', async () => {
  const first = lines(1, BEGAN);
  const script: Script = {
    journal: Buffer.concat([first, Buffer.from('{"seq":2,"ti')]),
    sources: [segment(2, lines(2, UNKNOWN, CLOSED))],
  };
  await using on = await stage(DUT, script);
  await on.collect();
  expect(on.step('run', 1).outcome).toEqual({ kind: 'unknown', reason: 'the player was killed while it ran' });
  const records = on.events.flatMap((event) => (event.kind === 'journal' ? [[event.segment, event.record.seq]] : []));
  expect(records).toEqual([
    [1, 1],
    [2, 2],
    [2, 3],
  ]);
  await expect.poll(() => on.player.held.get('journal/1')).toBe(first.length);
});

test('what is held of a segment stands when the disk of the player has lost it, and the next one still follows', async () => {
  const held = lines(1, BEGAN, ENDED);
  await using on = await stage(DUT, { journal: held, sources: [] });
  await on.collect();
  on.player.script = { journal: lines(1, BEGAN), sources: [segment(2, lines(2, UNKNOWN, CLOSED))] };
  await on.collect();
  expect(on.player.follows.at(-1)?.positions).toContainEqual({
    source: { kind: 'journal', segment: 1 },
    offset: held.length,
  });
  expect(on.step('run', 1).outcome).toEqual(PASSED);
  expect(on.directory.result().trials[0]?.resets).toMatchObject([{ player: 'dut', state: 'paid' }]);
});

test('a collector that comes again names every segment that it holds', async () => {
  const script: Script = { journal: lines(1, BEGAN), sources: [segment(2, lines(2, ENDED, CLOSED))] };
  await using on = await stage(DUT, script);
  await on.collect();
  await on.collect();
  const named = on.player.follows
    .at(-1)
    ?.positions.flatMap(({ source }) => (source.kind === 'journal' ? [source] : []));
  expect(named?.map((source) => source.segment)).toEqual([1, 2]);
  expect(on.events.filter(({ kind }) => kind === 'journal')).toHaveLength(3);
});

test('a gap in the numbers, and a segment that goes back, are refused', async () => {
  for (const bytes of [lines(3, ENDED), lines(2, ENDED, BEGAN).subarray(lines(2, ENDED).length)]) {
    await using on = await stage(DUT, { journal: lines(1, BEGAN), sources: [segment(2, bytes)] });
    await expect(on.collect()).rejects.toThrow('journal record 3 after 1');
  }
  const script: Script = {
    journal: lines(1, BEGAN),
    sources: [segment(2, lines(2, ENDED)), segment(1, lines(1, BEGAN, ENDED))],
  };
  await using on = await stage(DUT, script);
  await expect(on.collect()).rejects.toThrow('segment 1 of its journal after 2');
});

test('a Reset that was begun again is what its last attempt came to, and keeps the output of both', async () => {
  const began = (attempt: number): JournalEntry => ({ kind: 'step-began', step: reset(attempt) });
  const ended = (attempt: number, code: number): JournalEntry => ({
    kind: 'step-ended',
    step: reset(attempt),
    outcome: { kind: 'exited', code },
    durationMs: 1,
  });
  const script: Script = {
    journal: lines(1, BEGAN, ENDED, began(1)),
    sources: [
      segment(2, lines(4, ended(1, 1), began(2), ended(2, 0), CLOSED)),
      out(1, 'measured'),
      ofReset(1, 'first'),
      ofReset(2, 'second'),
    ],
  };
  await using on = await stage(DUT, script);
  await on.collect();
  const result = on.step('reset', 1);
  expect(result).toMatchObject({ attempt: 2, outcome: PASSED, verdict: 'passed' });
  expect(path.basename(result.stdout.path ?? '')).toBe('01-step1.attempt-2.out');
  const folder = path.dirname(path.join(on.directory.path, result.stdout.path ?? ''));
  expect(await readFile(path.join(folder, '01-step1.out'), 'utf8')).toBe('first');
  expect(await readFile(path.join(folder, '01-step1.attempt-2.out'), 'utf8')).toBe('second');
});
