import { describe, expect, it } from 'vitest';
import { COORDINATOR, PHASES, parseMarked } from './support/marked-test.ts';

/** Milliseconds of processor time: what the machine does besides does not count. */
function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function parseRun(lines: string) {
  return parseMarked({ dut: `${COORDINATOR}${PHASES.replace('[Run]\n', '')}[Run]\n${lines}` });
}

describe('10,000 steps', () => {
  it('are read in less than a second', () => {
    const steps = Array.from({ length: 10_000 }, (_, at) => `step${at}: ping -c 3 10.0.0.${at % 250} > /tmp/${at}.txt`);
    let count: number | undefined;
    const spent = cpuMs(() => {
      count = parseRun(steps.join('\n')).test?.players[0]?.phases.run.length;
    });
    expect(count).toBe(10_000);
    expect(spent).toBeLessThan(1000);
  });
});

/** Almost 1 MiB, in lines of less than 64 KiB. */
const filled = (unit: string, line = 60_000) =>
  `${unit.repeat(Math.floor(line / unit.length))}\n `.repeat(Math.floor(1_000_000 / line));

const DEEP = Array.from({ length: 9 }, (_, at) => `v${at}: ${`%(v${at + 1})s`.repeat(1000)}`).join('\n');

/** Texts that a careless reader would need the square of their length for, or worse. */
const HOSTILE: Readonly<Record<string, string>> = {
  'openings of variables that never close': `step1: ${filled('%(')}`,
  'openings of variables that close once a line': `step1: ${filled('%(x')})`,
  'nothing but percent signs': `step1: ${filled('%')}`,
  'a thousand variables in each of a thousand, and so on, of nothing': `${DEEP}\nv9:\n`,
  'a thousand variables in each of a thousand, and so on, of something': `${DEEP}\nv9: ha\n`,
  'a chain of variables': Array.from({ length: 20_000 }, (_, at) => `v${at}: %(v${at + 1})s`).join('\n'),
  'a long variable without a value, used often': `v: ${filled('%%')}%(none)s\n${'step1: %(v)s\n'.repeat(1000)}`,
  'unknown variables among many known ones': Array.from({ length: 9000 }, (_, at) => `v${at}: %(w${at})s`).join('\n'),
  'empty lines inside a value': `step1: a${'\n'.repeat(1_000_000)}  b`,
  'continuation lines': `step1: a${'\n b'.repeat(300_000)}`,
  'continuation lines, each with a remark': `step1: a${'\n %'.repeat(300_000)}`,
  'continuation lines, each with a variable': `a:\nstep1: a${'\n %(a)s'.repeat(140_000)}`,
  'sections of one name': '[a]\n'.repeat(250_000),
  'sections of other names': Array.from({ length: 90_000 }, (_, at) => `[s${at}]`).join('\n'),
  'keys of one name': 'a:\n'.repeat(300_000),
  'lines that are nothing': 'a\n'.repeat(500_000),
  brackets: filled('['),
  quotes: `step1: pkill ${filled('\'"')}`,
  'calls of pkill': `step1: ${filled('pkill ')}`,
  'blanks before a name of an output': `step1: >>${filled(' ')}/dev/stdout`,
  'arrows before a name of an output': `step1: ${filled('>>')}/dev/stdout`,
};

describe('a megabyte of', () => {
  it.each(Object.entries(HOSTILE))('%s is read in linear time', (_, lines) => {
    expect(cpuMs(() => parseRun(lines))).toBeLessThan(5000);
  });
});
