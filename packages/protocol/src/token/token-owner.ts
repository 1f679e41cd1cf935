import { readFileSync, readlinkSync } from 'node:fs';
import { errnoOf } from '@conductor/types';

/** The process that a token belongs to, told apart from any other that there ever was on this machine. */
interface TokenOwner {
  /** The machine, as long as it is installed: folders may be shared with others. */
  readonly machine: string;
  readonly boot: string;
  /** The namespace that the number counts in: containers may share folders too. */
  readonly numbers: string;
  readonly pid: number;
  /** In ticks since boot. */
  readonly start: string;
}

/** This process, as the owner of a token; `null` on a host that does not tell (without /proc): such a token is never removed by others. */
export function ownerText(): string | null {
  const owner = describe(process.pid);
  return owner === null ? null : `${JSON.stringify(owner)}\n`;
}

/** Whether the owner of a token is gone for certain. Of other machines and other containers nothing is certain. */
export function isGone(text: string): boolean {
  const owner = parse(text);
  const own = describe(process.pid);
  if (owner === null || own === null || owner.machine !== own.machine) return false;
  if (owner.boot !== own.boot) return true;
  return owner.numbers === own.numbers && startOf(owner.pid) !== owner.start;
}

function describe(pid: number): TokenOwner | null {
  try {
    const machine = readFileSync('/etc/machine-id', 'utf8').trim();
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const numbers = readlinkSync('/proc/self/ns/pid');
    const start = startOf(pid);
    return machine === '' || start === null ? null : { machine, boot, numbers, pid, start };
  } catch {
    return null;
  }
}

/** The 22nd field of /proc/PID/stat (proc(5)); the 2nd is a name that may hold anything. `null` when there is no such process. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[22 - 3] ?? null;
  } catch (error) {
    const code = errnoOf(error);
    if (code === 'ENOENT' || code === 'ESRCH') return null;
    throw error;
  }
}

function parse(text: string): TokenOwner | null {
  try {
    const owner: TokenOwner = JSON.parse(text);
    const words = [owner.machine, owner.boot, owner.numbers, owner.start];
    const isWhole = words.every((word) => typeof word === 'string' && word !== '') && Number.isInteger(owner.pid);
    return isWhole ? owner : null;
  } catch {
    return null;
  }
}
