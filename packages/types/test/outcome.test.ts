import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Outcome, type Verdict, verdictOf, worstVerdict } from '../src/index.ts';

const REFERENCE = join(import.meta.dirname, '../../../docs/results-format.md');
const exit = { kind: 'signal', signal: 'SIGINT' } as const;

type Kind = Exclude<Outcome['kind'], 'exited'>;
type Row<K extends Outcome['kind']> = readonly [Extract<Outcome, { readonly kind: K }>, Verdict, Verdict];

/** Every kind of outcome, with the verdict of a plain step and of a step that may fail. */
const VERDICTS: { readonly [K in Kind]: Row<K> } = {
  signaled: [{ kind: 'signaled', signal: 'SIGSEGV' }, 'failed', 'passed'],
  deadline: [{ kind: 'deadline', limitMs: 3000, exit }, 'passed', 'passed'],
  'timed-out': [{ kind: 'timed-out', limitMs: 30_000, exit }, 'failed', 'passed'],
  'output-limit': [{ kind: 'output-limit', limitBytes: 1, exit }, 'failed', 'passed'],
  'lifetime-over': [{ kind: 'lifetime-over', exit }, 'passed', 'passed'],
  stopped: [{ kind: 'stopped', reason: 'Ctrl-C', exit }, 'skipped', 'skipped'],
  skipped: [{ kind: 'skipped', reason: 'Ctrl-C' }, 'skipped', 'skipped'],
  'not-started': [{ kind: 'not-started', reason: 'no memory' }, 'failed', 'passed'],
  fetched: [{ kind: 'fetched', files: 2 }, 'passed', 'passed'],
  'fetch-failed': [{ kind: 'fetch-failed', files: 0, reason: 'nothing matches' }, 'failed', 'passed'],
  ready: [{ kind: 'ready' }, 'passed', 'passed'],
  'not-ready': [{ kind: 'not-ready', reason: 'connection refused' }, 'failed', 'passed'],
  synced: [{ kind: 'synced' }, 'passed', 'passed'],
  'sync-broken': [{ kind: 'sync-broken', reason: 'sink did not come' }, 'failed', 'passed'],
  rebooted: [{ kind: 'rebooted' }, 'passed', 'passed'],
  'reboot-failed': [{ kind: 'reboot-failed', reason: 'it did not go down' }, 'failed', 'passed'],
  unknown: [{ kind: 'unknown', reason: 'the player died' }, 'unknown', 'unknown'],
};

const EXITED: readonly Row<'exited'>[] = [
  [{ kind: 'exited', code: 0 }, 'passed', 'passed'],
  [{ kind: 'exited', code: 1 }, 'failed', 'passed'],
  [{ kind: 'exited', code: 127 }, 'failed', 'passed'],
];

describe('the verdict of a step', () => {
  it.each<readonly [Outcome, Verdict, Verdict]>([...EXITED, ...Object.values(VERDICTS)])(
    '%o means %s, and %s where it may fail',
    (outcome, verdict, allowed) => {
      expect(verdictOf(outcome, false)).toBe(verdict);
      expect(verdictOf(outcome, true)).toBe(allowed);
    },
  );

  it('is in the reference of results, of every kind of outcome', () => {
    const [, table = ''] = /### Outcomes\n(.*?)\n###/s.exec(readFileSync(REFERENCE, 'utf8')) ?? [];
    const rows = Array.from(table.matchAll(/^\| `([a-z-]+)` \|.*\| ([a-z]+)[^|]* \|$/gm), ([, ...words]) =>
      words.join(' '),
    );
    const expected = Object.values(VERDICTS).map(([{ kind }, verdict]) => `${kind} ${verdict}`);
    expect(rows.toSorted()).toEqual(['kind verdict', 'exited passed', ...expected].toSorted());
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
