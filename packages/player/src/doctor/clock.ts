import { existsSync, readFileSync } from 'node:fs';
import { type Finding, green, yellow } from './finding.ts';

const CLOCK_SOURCE = '/sys/devices/system/clocksource/clocksource0/current_clocksource';
/** To read one of these the kernel asks a slow device. */
const SLOW_SOURCES: readonly string[] = ['hpet', 'acpi_pm', 'jiffies', 'refined-jiffies', 'pit', 'ACPI-safe', 'i8254'];

/** What durations are measured by, and whether dates can be compared with those of other hosts. */
export async function examineClock(): Promise<readonly Finding[]> {
  return [await source(), await synchronisation()];
}

async function source(): Promise<Finding> {
  const name = await sourceName();
  if (name === '') return yellow('clock', 'nothing here tells what it is read from', 'durations are as good as it is');
  if (!SLOW_SOURCES.includes(name)) return green('clock', `read from ${name}`);
  const advice = 'see in the messages of the kernel why it gave up a faster one, such as tsc';
  return yellow('clock', `read from ${name}, which is slow`, advice);
}

async function sourceName(): Promise<string> {
  if (existsSync(CLOCK_SOURCE)) return readFileSync(CLOCK_SOURCE, 'utf8').trim();
  return (await said('sysctl', '-n', 'kern.timecounter.hardware'))?.trim() ?? '';
}

/** Whether a program that keeps the clock right says that it does; `null` where it is not there or does not know. */
type Asked = () => Promise<boolean | null>;

/** The kernel knows too, and tells programs only that ask it by a call of its own. */
const KEEPERS: Readonly<Record<string, Asked>> = {
  'systemd-timesyncd': async () => (existsSync('/run/systemd/timesync/synchronized') ? true : null),
  chrony: async () => {
    const words = (await said('chronyc', '-c', 'tracking'))?.trim().split(',');
    return words === undefined ? null : words.at(-1) !== 'Not synchronised';
  },
  ntpd: async () => {
    const leap = /leap=(\d\d|leap_\w+)/.exec((await said('ntpq', '-c', 'rv 0 leap')) ?? '')?.[1];
    return leap === undefined ? null : leap !== '11' && leap !== 'leap_alarm';
  },
  adjtimex: async () => {
    const status = /status: (\d+)/.exec((await said('adjtimex', '--print')) ?? '')?.[1];
    return status === undefined ? null : (Number(status) & STA_UNSYNC) === 0;
  },
};

/** In the status of adjtimex(2). */
const STA_UNSYNC = 0x40;

async function synchronisation(): Promise<Finding> {
  for (const [keeper, ask] of Object.entries(KEEPERS)) {
    const isRight = await ask();
    if (isRight === true) return green('time', `kept right, as ${keeper} says`);
    if (isRight === false) return yellow('time', `not right, as ${keeper} says`, `see what is wrong with ${keeper}`);
  }
  const text = `none of ${Object.keys(KEEPERS).join(', ')} tells whether the time is right`;
  return yellow('time', text, 'run one of them, if dates are to be compared with those of other hosts');
}

/** What a program prints that ends well and soon; `null` otherwise. */
async function said(program: string, ...words: readonly string[]): Promise<string | null> {
  const { execa } = await import('execa');
  const { failed, stdout } = await execa(program, words, { reject: false, stdin: 'ignore', timeout: 3_000 });
  return failed || typeof stdout !== 'string' ? null : stdout;
}
