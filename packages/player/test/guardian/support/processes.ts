import { randomInt } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { errnoOf } from '@conductor/types';

/** A living process of this host. */
export interface Living {
  readonly pid: number;
  readonly command: string;
}

/** The processes whose file in /proc makes `matches` true; what is dead and only not reaped is not among them. */
export function living(file: 'limits' | 'environ' | 'cmdline', matches: (text: string) => boolean): readonly Living[] {
  return readdirSync('/proc').flatMap((name) => {
    const pid = Number(name);
    if (!Number.isInteger(pid) || pid === process.pid || !matches(read(pid, file))) return [];
    const state = read(pid, 'stat').split(') ').at(-1)?.[0] ?? 'X';
    return 'ZX'.includes(state) ? [] : [{ pid, command: read(pid, 'cmdline').replaceAll('\0', ' ').trim() }];
  });
}

/** Seconds to sleep that nobody else on this host sleeps: by them a process is recognised that hides everything else. */
export function sleeper(): number {
  return randomInt(1_000_000, 100_000_000);
}

/** How many processes sleep so long. */
export function sleeping(seconds: number): number {
  return living('cmdline', (command) => command === `sleep\0${seconds}\0`).length;
}

/** Resident memory, in KiB. */
export function residentKib(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(read(pid, 'status'))?.[1]);
}

/** When a process began, as /proc tells it. */
export function startOf(pid: number): string {
  return read(pid, 'stat').split(') ').at(-1)?.split(' ')[22 - 3] ?? '';
}

/** Kills a process without warning, if there still is one. */
export function killIfAlive(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (errnoOf(error) !== 'ESRCH') throw error;
  }
}

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    return '';
  }
}
