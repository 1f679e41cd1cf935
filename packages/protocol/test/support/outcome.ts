import type { Outcome } from '@conductor/types';
import fc from 'fast-check';

type Arbitraries = { readonly [K in Outcome['kind']]: fc.Arbitrary<Extract<Outcome, { kind: K }>> };

const kind = <K extends string>(word: K) => fc.constant(word);
const count = fc.nat();
const text = fc.string({ unit: 'grapheme' });
const milliseconds = fc.integer({ min: 0, max: 2 ** 40 });

/** How a process ended after somebody asked it to. */
export const exit = fc.oneof(
  fc.record({ kind: kind('code'), code: count }),
  fc.record({ kind: kind('signal'), signal: fc.constantFrom('SIGINT', 'SIGKILL') }),
  fc.record({ kind: kind('lost') }),
);

/** The table is total, so a new way to end is found by the compiler. */
const OUTCOMES: Arbitraries = {
  exited: fc.record({ kind: kind('exited'), code: count }),
  signaled: fc.record({ kind: kind('signaled'), signal: text }),
  deadline: fc.record({ kind: kind('deadline'), limitMs: milliseconds, exit }),
  'timed-out': fc.record({ kind: kind('timed-out'), limitMs: milliseconds, exit }),
  'output-limit': fc.record({ kind: kind('output-limit'), limitBytes: count, exit }),
  'lifetime-over': fc.record({ kind: kind('lifetime-over'), exit }),
  stopped: fc.record({ kind: kind('stopped'), reason: text, exit }),
  skipped: fc.record({ kind: kind('skipped'), reason: text }),
  'not-started': fc.record({ kind: kind('not-started'), reason: text }),
  fetched: fc.record({ kind: kind('fetched'), files: count }),
  'fetch-failed': fc.record({ kind: kind('fetch-failed'), files: count, reason: text }),
  ready: fc.record({ kind: kind('ready') }),
  'not-ready': fc.record({ kind: kind('not-ready'), reason: text }),
  synced: fc.record({ kind: kind('synced') }),
  'sync-broken': fc.record({ kind: kind('sync-broken'), reason: text }),
  rebooted: fc.record({ kind: kind('rebooted') }),
  'reboot-failed': fc.record({ kind: kind('reboot-failed'), reason: text }),
  unknown: fc.record({ kind: kind('unknown'), reason: text }),
};

/** How a step ended, each way as likely. */
export const outcome: fc.Arbitrary<Outcome> = fc.oneof(...Object.values<fc.Arbitrary<Outcome>>(OUTCOMES));
