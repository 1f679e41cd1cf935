import { describe, expect, it } from 'vitest';
import { startTimeOf, startTimeText } from '../../src/cli/start-time.ts';

const at = (value: string) => startTimeOf({ value, source: '--at' });

describe('the time at which a run is to begin', () => {
  it.each<[string, Date]>([
    ['2026-12-01 02:00', new Date(2026, 11, 1, 2, 0)],
    ['2026-12-01T02:00:30', new Date(2026, 11, 1, 2, 0, 30)],
    ['2026-12-01T02:00Z', new Date(Date.UTC(2026, 11, 1, 2))],
    ['2026-12-01 02:00+01:00', new Date(Date.UTC(2026, 11, 1, 1))],
    ['2026-12-01T02:00:00-0530', new Date(Date.UTC(2026, 11, 1, 7, 30))],
    ['2028-02-29 00:00', new Date(2028, 1, 29)],
  ])('%s is by the clock of this machine, or in its zone', (text, time) => {
    expect(at(text)).toEqual(time);
  });

  it.each(['2026-12-01 02:00', '2026-07-01T02:00:30', '2026-12-01T02:00Z', '2026-12-01T02:00:00-0530'])(
    '%s is told by the clock of this machine with its zone, as it can be said again',
    (text) => {
      const told = startTimeText(at(text));
      expect(told).toMatch(/^2026-\d\d-\d\d \d\d:\d\d:\d\d[+-]\d\d:\d\d$/);
      expect(at(told)).toEqual(at(text));
      expect(at(told.slice(0, 19))).toEqual(at(text));
    },
  );

  it.each([
    '02:00',
    'tomorrow',
    '2026-12-01',
    '2026-12-01 2:00',
    '2026-13-01 02:00',
    '2026-02-30 02:00',
    '2027-02-29T02:00Z',
    '2026-12-01 24:01',
    '2026-12-01T02:00+25:99x',
  ])('%s is none, and it is said what is', (text) => {
    expect(() => at(text)).toThrow(/^--at wants a time such as "2026-12-01 02:00" by the clock of this machine/);
  });
});
