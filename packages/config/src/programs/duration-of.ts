import type { ReadCommand } from '../shell/read-commands.ts';
import { secondsOf } from '../shell/unwrap-command.ts';
import { hasFlag, isFilledIn, operandsOf, optionValue } from '../shell/words.ts';

/** How long a command runs by its own words, in seconds; infinite: until somebody ends it; `null`: they do not say. */
export function durationOf(command: ReadCommand): number | null {
  const { words, name, limitSeconds } = command;
  const own = DURATIONS.get(name)?.(words) ?? null;
  if (limitSeconds === null) return own;
  return own === null ? null : Math.min(own, limitSeconds);
}

const ENDLESS = Number.POSITIVE_INFINITY;

/** Programs whose words say how long they run. */
const DURATIONS: ReadonlyMap<string, (words: readonly string[]) => number | null> = new Map([
  ['sleep', (words) => sum(words.slice(1).map((word) => (word === 'infinity' ? ENDLESS : secondsOf(word))))],
  ['ping', ping],
  ['ping6', ping],
  ['iperf3', iperf],
  ['iperf', iperf],
  ['netperf', (words) => (hasFlag(words, 'H') ? told(optionValue(words, '-l'), 10) : null)],
  ['wrk', (words) => told(optionValue(words, '-d', '--duration'), 10)],
  ['ab', (words) => told(optionValue(words, '-t'), null)],
  ['fio', (words) => told(optionValue(words, '--runtime', '--runtime'), null)],
  ['tcpdump', (words) => (hasAny(words, 'crGWVDhL', '--count', '--version', '--help') ? null : ENDLESS)],
  ['tail', (words) => (hasFlag(words, 'f', '--follow') || hasFlag(words, 'F') ? ENDLESS : null)],
  ['vmstat', (words) => repeated(words, '-w', 'cMNnp')],
  ['iostat', (words) => repeated(words, '-w', 'cMNnt')],
  ['mpstat', (words) => repeated(words, null, 'PIN')],
  ['sar', (words) => repeated(words, null, 'nPIo')],
  ['netstat', (words) => repeated(words, '-w', 'fINMpq')],
  ['pkt-gen', (words) => (optionValue(words, '-n') === undefined ? ENDLESS : null)],
  ['watch', () => ENDLESS],
  ['yes', () => ENDLESS],
]);

function hasAny(words: readonly string[], letters: string, ...long: readonly string[]): boolean {
  return (
    [...letters].some((letter) => hasFlag(words, letter)) ||
    words.some((word) => long.includes(word.split('=')[0] ?? ''))
  );
}

function sum(parts: readonly (number | null)[]): number | null {
  return parts.reduce<number | null>((total, part) => (total === null || part === null ? null : total + part), 0);
}

function told(text: string | undefined, usual: number | null): number | null {
  return text === undefined ? usual : secondsOf(text);
}

/** One packet a second, unless it is told otherwise. */
function ping(words: readonly string[]): number | null {
  if (hasAny(words, 'fwtoAV')) return null;
  const count = optionValue(words, '-c');
  if (count === undefined) return operandsOf(words, 'iIsScWmMpPQTzgGhlx').length > 0 ? ENDLESS : null;
  const interval = Number(optionValue(words, '-i') ?? '1');
  return /^\d+$/.test(count) && Number.isFinite(interval) ? (Number(count) - 1) * interval : null;
}

function iperf(words: readonly string[]): number | null {
  if (hasFlag(words, 's', '--server'))
    return hasAny(words, '1DvV', '--one-off', '--daemon', '--version') ? null : ENDLESS;
  if (optionValue(words, '-c', '--client') === undefined) return null;
  if (hasAny(words, 'nk', '--bytes', '--blockcount', '--num')) return null;
  const time = optionValue(words, '-t', '--time');
  return time === '0' ? ENDLESS : told(time, 10);
}

/** `vmstat 1 60`, `vmstat -w 1 -c 60`: an interval, and how often; without that, for ever. */
function repeated(words: readonly string[], interval: string | null, withValue: string): number | null {
  const operands = operandsOf(words, `${withValue}${interval?.slice(1) ?? ''}`).filter((word) => /^\d/.test(word));
  const wait = (interval === null ? undefined : optionValue(words, interval)) ?? operands[0];
  if (wait === undefined || isFilledIn(wait)) return null;
  const times = operands[wait === operands[0] ? 1 : 0] ?? optionValue(words, '-c') ?? optionValue(words, '-q');
  const seconds = secondsOf(wait);
  if (seconds === null) return null;
  if (times === undefined) return ENDLESS;
  return /^\d+$/.test(times) ? seconds * Number(times) : null;
}
