import type { MetricField } from '@conductor/types';
import { type LineReader, numbersOr } from '../found.ts';
import { parseScaled } from '../number-text.ts';
import { Numbers } from '../numbers.ts';

/** `3 packets transmitted, 3 received, 0% packet loss` of Linux, `3 packets received, 0.0%` of FreeBSD and busybox. */
const COUNTS = /^(\d+) packets transmitted, (\d+) (?:packets )?received,.*?\b([0-9.]+)% packet loss/;
/** `rtt min/avg/max/mdev = 0.033/0.060/0.107/0.032 ms` of Linux, `round-trip min/avg/max/stddev = …` of FreeBSD. */
const TIMES =
  /^(?:rtt|round-trip) min\/avg\/max(?:\/(?:mdev|stddev))? = ([0-9.]+)\/([0-9.]+)\/([0-9.]+)(?:\/([0-9.]+))? ms/;

const COUNT_PLACE = { sent: 1, received: 2, loss: 3 } as const;
const TIME_PLACE = { min: 1, avg: 2, max: 3, stddev: 4 } as const;

const MILLI = -3;

/** Reads what ping says at its end: packets, loss in percent, times in seconds. */
export function pingReader(field: MetricField<'ping'>): LineReader {
  const numbers = new Numbers();
  let lost: string | undefined;
  const add = (text: string | undefined, power: number) => {
    const value = text === undefined ? null : parseScaled(text, power);
    if (value !== null) numbers.add(value);
  };
  return {
    take: (line) => {
      const counts = COUNTS.exec(line);
      if (counts) lost = counts[3];
      if (isCount(field)) add(counts?.[COUNT_PLACE[field]], 0);
      else add(TIMES.exec(line)?.[TIME_PLACE[field]], MILLI);
    },
    found: () => numbersOr(numbers, reason(field, lost)),
  };
}

function isCount(field: MetricField<'ping'>): field is keyof typeof COUNT_PLACE {
  return Object.hasOwn(COUNT_PLACE, field);
}

function reason(field: string, lost: string | undefined): string {
  if (lost === undefined) return 'no line of a ping that came to its end ("… packets transmitted, …")';
  return `ping had no reply to take ${field} of (${lost}% packet loss)`;
}
