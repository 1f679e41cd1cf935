import { type BaseUnit, nearestWord } from '@conductor/types';
import { type Reader, read, refused } from './reading.ts';

/** A unit as files write it: how many of a base unit it is. */
export interface Unit {
  /** As it is to be written. */
  readonly name: string;
  readonly base: BaseUnit;
  readonly factor: number;
}

const DECIMAL = [
  ['k', 1e3],
  ['M', 1e6],
  ['G', 1e9],
  ['T', 1e12],
] as const;
const BINARY = [
  ['Ki', 2 ** 10],
  ['Mi', 2 ** 20],
  ['Gi', 2 ** 30],
  ['Ti', 2 ** 40],
] as const;

/** Units that are written with and without prefixes. */
const PREFIXED = [
  ['bit/s', 'bit/s', 1],
  ['B/s', 'bit/s', 8],
  ['B', 'B', 1],
  ['bit', 'B', 1 / 8],
  ['pkt/s', 'pkt/s', 1],
  ['pkt', 'pkt', 1],
] as const satisfies readonly (readonly [string, BaseUnit, number])[];

const UNITS: ReadonlyMap<string, Unit> = new Map(
  [
    ...PREFIXED.flatMap(([name, base, factor]) => [
      { name, base, factor },
      ...DECIMAL.map(([prefix, times]) => ({ name: `${prefix}${name}`, base, factor: factor * times })),
      ...(base === 'pkt' || base === 'pkt/s' ? [] : BINARY).map(([prefix, times]) => ({
        name: `${prefix}${name}`,
        base,
        factor: factor * times,
      })),
    ]),
    { name: 'ns', base: 's' as const, factor: 1e-9 },
    { name: 'us', base: 's' as const, factor: 1e-6 },
    { name: 'µs', base: 's' as const, factor: 1e-6 },
    { name: 'ms', base: 's' as const, factor: 1e-3 },
    { name: 's', base: 's' as const, factor: 1 },
    { name: 'min', base: 's' as const, factor: 60 },
    { name: 'h', base: 's' as const, factor: 3600 },
    { name: '%', base: '%' as const, factor: 1 },
    { name: '1/s', base: '1/s' as const, factor: 1 },
    { name: 'k/s', base: '1/s' as const, factor: 1e3 },
    { name: 'M/s', base: '1/s' as const, factor: 1e6 },
  ].map((unit) => [unit.name, unit]),
);

/** Other spellings in which case counts: `b` is a bit, and `B` a byte. */
const SPELLINGS_BY_CASE: ReadonlyMap<string, string> = new Map([
  ['b', 'bit'],
  ['b/s', 'bit/s'],
  ['b/sec', 'bit/s'],
  ['B/sec', 'B/s'],
  ['Bps', 'B/s'],
]);

/** Other spellings in any case, and what each is called here. */
const SPELLINGS: ReadonlyMap<string, string> = new Map([
  ['bps', 'bit/s'],
  ['pps', 'pkt/s'],
  ['bits/s', 'bit/s'],
  ['bits/sec', 'bit/s'],
  ['bit/sec', 'bit/s'],
  ['bytes/s', 'B/s'],
  ['bytes/sec', 'B/s'],
  ['byte/s', 'B/s'],
  ['bytes', 'B'],
  ['byte', 'B'],
  ['bits', 'bit'],
  ['packets/s', 'pkt/s'],
  ['pkts/s', 'pkt/s'],
  ['packets', 'pkt'],
  ['pkts', 'pkt'],
  ['sec', 's'],
  ['seconds', 's'],
  ['msec', 'ms'],
  ['usec', 'us'],
  ['percent', '%'],
  ['/s', '1/s'],
  ['req/s', '1/s'],
  ['hz', '1/s'],
]);

const EXPECTED =
  'bit/s, B/s, pkt/s, pkt, B, bit, s, ms, us, %, 1/s, with k, M, G, T (1000) or Ki, Mi, Gi, Ti (1024) in front: Gbit/s';

/** `bit/s`, `Gbit/s`, `MiB/s`, `pkt/s`, `ms`, `%`. Case counts: `b` is a bit to some and a byte to others, `m` is a thousandth. */
export const unit: Reader<Unit> = (text) => {
  const known = UNITS.get(text);
  return known === undefined ? refused(EXPECTED, meantUnit(text)) : read(known);
};

function meantUnit(text: string): string | undefined {
  const [, prefix = '', rest = ''] = /^([kmgt]i?)?(.+)$/i.exec(text) ?? [];
  const proper = /^k/.test(prefix.toLowerCase()) && !prefix.endsWith('i') ? 'k' : capitalised(prefix);
  const plain = SPELLINGS_BY_CASE.get(rest) ?? SPELLINGS.get(rest.toLowerCase()) ?? rest;
  const spelt = SPELLINGS_BY_CASE.get(text) ?? SPELLINGS.get(text.toLowerCase()) ?? `${proper}${plain}`;
  return UNITS.has(spelt) ? spelt : nearestWord(text, UNITS.keys());
}

function capitalised(prefix: string): string {
  return `${prefix.slice(0, 1).toUpperCase()}${prefix.slice(1).toLowerCase()}`;
}
