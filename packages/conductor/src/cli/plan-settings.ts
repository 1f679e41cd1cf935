import type { Settings } from '@conductor/types';

/** The settings as the test file spells them, in the order in which `conduct check` shows them, with their values. */
export function settingTexts(settings: Settings): (readonly [name: keyof Settings, key: string, value: string])[] {
  const { onFailure, stepTimeoutMs, leaseMs, onDisconnect, killGraceMs, maxSkewMs } = settings;
  const {
    maxOutputBytes,
    maxResultsBytes,
    maxFetchBytes,
    capture,
    stopSignal,
    live,
    order,
    cooldownMs,
    collector,
    results,
    format,
    output,
  } = settings;
  return [
    ['onFailure', 'on_failure', onFailure],
    ['stepTimeoutMs', 'step_timeout', secondsOrNone(stepTimeoutMs)],
    ['leaseMs', 'lease', seconds(leaseMs)],
    ['onDisconnect', 'on_disconnect', onDisconnect],
    ['killGraceMs', 'kill_grace', seconds(killGraceMs)],
    ['start', 'start', settings.start],
    ['maxSkewMs', 'max_skew', maxSkewMs === null ? 'none' : `${maxSkewMs} ms`],
    ['maxOutputBytes', 'max_output', bytesOrNone(maxOutputBytes)],
    ['maxResultsBytes', 'max_results', bytesOrNone(maxResultsBytes)],
    ['maxFetchBytes', 'max_fetch', bytesOrNone(maxFetchBytes)],
    ['capture', 'capture', capture],
    ['stopSignal', 'stop_signal', stopSignal],
    ['live', 'live', live ? 'yes' : 'no'],
    ['verifyReset', 'verify_reset', settings.verifyReset],
    ['order', 'order', order],
    ['cooldownMs', 'cooldown', seconds(cooldownMs)],
    ['collector', 'collector', collector],
    ['results', 'results', results],
    ['format', 'format', format],
    ['output', 'output', output ?? 'standard output'],
  ];
}

/** `30 s`, `0.5 s`. */
export function seconds(milliseconds: number): string {
  return `${milliseconds / 1000} s`;
}

/** `30 s`, or `none`. */
export function secondsOrNone(milliseconds: number | null): string {
  return milliseconds === null ? 'none' : seconds(milliseconds);
}

/** As a file would say it: in the largest unit of which it is a whole number. */
export function bytesOrNone(bytes: number): string {
  if (isNone(bytes)) return 'none';
  const [unit, size] = UNITS.find(([, each]) => bytes >= each && bytes % each === 0) ?? ['bytes', 1];
  return `${bytes / size} ${unit}`;
}

/** Whether a size stands for `none`. */
export function isNone(size: unknown): boolean {
  return size === Number.MAX_SAFE_INTEGER;
}

const UNITS = [
  ['TiB', 2 ** 40],
  ['TB', 1e12],
  ['GiB', 2 ** 30],
  ['GB', 1e9],
  ['MiB', 2 ** 20],
  ['MB', 1e6],
  ['KiB', 2 ** 10],
  ['kB', 1e3],
] as const;
