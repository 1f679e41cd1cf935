import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldGuardianLog } from '../../src/guardian/fold-guardian-log.ts';
import { parseLog } from '../../src/guardian/log-line.ts';

const STEPS = [
  { index: 1, kind: 'step', limitMs: 30_000, retries: 0 },
  { index: 2, kind: 'timeout', limitMs: 5000, retries: 2 },
  { index: 3, kind: 'spawn', limitMs: Number.NaN, retries: 0 },
  { index: 4, kind: 'fetch', limitMs: Number.NaN, retries: 0 },
];

const KILLED = ['100.00 guardian 4711', '100.00 claimed', '100.10 begin 1', '101.10 end 1 exit 0', '101.20 begin 2'];
const FINISHED = [
  '200.00 guardian 4712',
  '200.00 claimed',
  '202.10 left 77 limits an odd (name)',
  '202.10 begin 1',
  '203.10 end 1 limit 130',
  '203.10 begin 2',
  '203.60 end 2 exit 139',
  '203.60 begin 3',
  '203.61 spawned 3',
  '204.00 finished',
];
const LOG = ['90.00 prepared 1700000000000 cgroup', ...KILLED, ...FINISHED, '', '', ''].join('\n');

const fold = (text: string) => foldGuardianLog(parseLog(text), STEPS, 2);

describe('the log of guardians, as a journal', () => {
  test('has an attempt for each Reset that was begun, and leaves nothing without an end', () => {
    const entries = fold(LOG).map(({ entry }) => entry);
    const ends = entries.flatMap((entry) => (entry.kind === 'step-ended' ? [entry] : []));
    expect(ends.map(({ step, outcome, durationMs }) => [step.attempt, step.index, outcome, durationMs])).toEqual([
      [2, 1, { kind: 'exited', code: 0 }, 1000],
      [2, 2, { kind: 'unknown', reason: 'the guardian was killed while it ran' }, 0],
      [3, 1, { kind: 'timed-out', limitMs: 30_000, exit: { kind: 'signal', signal: 'SIGINT' } }, 1000],
      [3, 2, { kind: 'signaled', signal: 'SIGSEGV' }, 500],
      [3, 3, { kind: 'lifetime-over', exit: { kind: 'lost' } }, 400],
      [3, 4, { kind: 'skipped', reason: 'a guardian brings no files home' }, 0],
    ]);
    expect(entries.at(-1)).toEqual({
      kind: 'phase-finished',
      phase: 'reset',
      containment: 'cgroup',
      leftovers: [{ pid: 77, command: 'an odd (name)', foundBy: 'limit-mark' }],
    });
  });

  test('tells times of the wall clock', () => {
    const finished = fold(LOG).at(-1)?.time;
    expect(finished).toEqual(new Date(1_700_000_000_000 + 114_000));
  });

  test('is empty when no guardian had anything to do', () => {
    expect(fold('90.00 prepared 1700000000000 sweep\n\n\n')).toEqual([]);
    expect(fold('')).toEqual([]);
    expect(fold('90.00 prepared 1700000000000 sweep\n95.00 guardian 12\n')).toEqual([]);
  });

  test('tells each turn of a step that is tried again, and the next Reset goes on behind the last of them', () => {
    const turns = ['exit 1', 'exit 3', 'exit 0'].flatMap((how) => ['100.20 begin 2', `100.30 end 2 ${how}`]);
    const log = [
      '100.00 claimed',
      '100.10 begin 1',
      '100.20 end 1 exit 0',
      ...turns,
      '200.00 guardian 4712',
      '200.00 claimed',
      '200.10 begin 1',
    ];
    const begun = fold(log.join('\n')).flatMap(({ entry }) => (entry.kind === 'step-began' ? [entry.step] : []));
    expect(begun.map(({ index, attempt }) => [index, attempt])).toEqual([
      [1, 2],
      [2, 2],
      [2, 3],
      [2, 4],
      [1, 5],
    ]);
  });

  test('gives a step that a damaged log begins twice an end for each beginning', () => {
    const kinds = fold('95.00 claimed\n95.10 begin 1\n95.20 begin 1\n95.30 end 1 exit 0\n').map(
      ({ entry }) => entry.kind,
    );
    expect(kinds).toEqual(['remark', 'phase-began', 'step-began', 'step-ended', 'step-began', 'step-ended']);
  });

  test('can be read wherever a death or a damage has cut it, and each step that began has one end', () => {
    const byte = fc.nat(LOG.length);
    fc.assert(
      fc.property(byte, byte, fc.string(), (cut, at, noise) => {
        const text = LOG.slice(0, cut);
        for (const damaged of [text, text.slice(0, at) + noise + text.slice(at + noise.length)]) {
          const entries = fold(damaged).map(({ entry }) => entry);
          const count = (kind: 'step-began' | 'step-ended') =>
            entries.filter((entry) => entry.kind === kind && !('outcome' in entry && entry.outcome.kind === 'skipped'))
              .length;
          expect(count('step-ended')).toBeGreaterThanOrEqual(count('step-began'));
        }
      }),
    );
  });
});
