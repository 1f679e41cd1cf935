import { describe, expect, it } from 'vitest';
import { type Outcome, type Verdict, verdictOf, worstVerdict } from '../src/index.ts';

const exit = { kind: 'signal', signal: 'SIGINT' } as const;

/** Every kind of outcome, with the verdict of a plain step and of a step that may fail. */
const VERDICTS: readonly (readonly [Outcome, Verdict, Verdict])[] = [
  [{ kind: 'exited', code: 0 }, 'passed', 'passed'],
  [{ kind: 'exited', code: 1 }, 'failed', 'passed'],
  [{ kind: 'exited', code: 127 }, 'failed', 'passed'],
  [{ kind: 'signaled', signal: 'SIGSEGV' }, 'failed', 'passed'],
  [{ kind: 'deadline', limitMs: 3000, exit }, 'passed', 'passed'],
  [{ kind: 'timed-out', limitMs: 30_000, exit }, 'failed', 'passed'],
  [{ kind: 'output-limit', limitBytes: 1, exit }, 'failed', 'passed'],
  [{ kind: 'lifetime-over', exit }, 'passed', 'passed'],
  [{ kind: 'stopped', reason: 'Ctrl-C', exit }, 'skipped', 'skipped'],
  [{ kind: 'skipped', reason: 'Ctrl-C' }, 'skipped', 'skipped'],
  [{ kind: 'not-started', reason: 'no memory' }, 'failed', 'passed'],
  [{ kind: 'fetched', files: 2 }, 'passed', 'passed'],
  [{ kind: 'fetch-failed', files: 0, reason: 'nothing matches' }, 'failed', 'passed'],
  [{ kind: 'unknown', reason: 'the player died' }, 'unknown', 'unknown'],
];

describe('the verdict of a step', () => {
  it.each(VERDICTS)('%o means %s, and %s where it may fail', (outcome, verdict, allowed) => {
    expect(verdictOf(outcome, false)).toBe(verdict);
    expect(verdictOf(outcome, true)).toBe(allowed);
  });
});

describe('the worst of several verdicts', () => {
  it.each<[readonly Verdict[], Verdict]>([
    [[], 'passed'],
    [['skipped'], 'skipped'],
    [['skipped', 'passed'], 'passed'],
    [['failed', 'passed', 'skipped'], 'failed'],
    [['passed', 'unknown', 'failed'], 'unknown'],
  ])('of %o is %s', (verdicts, worst) => {
    expect(worstVerdict(verdicts)).toBe(worst);
  });
});
