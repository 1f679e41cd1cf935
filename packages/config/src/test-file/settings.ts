import { ORDERS, RESULT_FORMATS, type Settings } from '@conductor/types';
import { LIMITS } from '../limits.ts';
import { duration } from '../values/numbers.ts';
import type { Reader } from '../values/reading.ts';
import { signalName } from '../values/signal-name.ts';
import { sizeOrNone } from '../values/size-or-none.ts';
import { nonEmpty, oneOf, orNone, yesOrNo } from '../values/words.ts';
import { trialsOrAuto } from './auto-trials.ts';

/** How one setting is spelled in `[Test]`, and what its value may be. */
interface SettingRow<T> {
  readonly key: string;
  readonly read: Reader<T>;
}

const most = LIMITS.durationMs;

/** Every key of `[Test]` that becomes a setting. */
export const SETTINGS = {
  onFailure: { key: 'on_failure', read: oneOf(['continue', 'stop']) },
  stepTimeoutMs: { key: 'step_timeout', read: orNone(duration({ least: 1, most }), null) },
  leaseMs: { key: 'lease', read: duration({ least: 1000, most }) },
  onDisconnect: { key: 'on_disconnect', read: oneOf(['reset', 'finish']) },
  killGraceMs: { key: 'kill_grace', read: duration({ least: 0, most }) },
  start: { key: 'start', read: oneOf(['aligned', 'immediate']) },
  maxSkewMs: { key: 'max_skew', read: orNone(duration({ least: 0.001, most, fine: true }), null) },
  maxOutputBytes: { key: 'max_output', read: sizeOrNone },
  maxResultsBytes: { key: 'max_results', read: sizeOrNone },
  maxFetchBytes: { key: 'max_fetch', read: sizeOrNone },
  capture: { key: 'capture', read: oneOf(['file', 'pipe']) },
  stopSignal: { key: 'stop_signal', read: signalName },
  live: { key: 'live', read: yesOrNo },
  verifyReset: { key: 'verify_reset', read: oneOf(['off', 'warn', 'fail']) },
  order: { key: 'order', read: oneOf(ORDERS) },
  cooldownMs: { key: 'cooldown', read: duration({ least: 0, most }) },
  collector: { key: 'collector', read: oneOf(['own', 'external']) },
  results: { key: 'results', read: nonEmpty('a directory') },
  format: { key: 'format', read: oneOf(RESULT_FORMATS) },
  output: { key: 'output', read: nonEmpty('a file') },
} as const satisfies { readonly [Field in keyof Settings]: SettingRow<Settings[Field]> };

/** How often a test is repeated. */
export const TRIALS: SettingRow<number | 'auto'> = { key: 'trials', read: trialsOrAuto };

/** Keys that versions of the original have, and that have no effect here: why. */
export const UNUSED_TEST_KEYS: ReadonlyMap<string, string> = new Map([
  ['max_message_size', 'messages of any size are sent in parts'],
  ['host', 'players are listened to on their own ports'],
  ['cmdport', 'each player file has its own'],
  ['resultsport', 'results come over the cmdport of each player'],
]);
