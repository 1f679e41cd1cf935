import { randomBytes } from 'node:crypto';
import { isAlive, readProcessStat } from './process/process-stat.ts';

/*
 * What the lab makes outlives a killed lab: namespaces, mounts. So each has a name that says whose it is, by pid and
 * start time, and whoever starts next can tell what nobody owns any more.
 */

const PREFIX = 'conductor-lab';
const PATTERN = new RegExp(`^${PREFIX}-(\\d+)-(\\d+)-[0-9a-f]+`);

/** A name that no other lab has, with this process as the owner: `conductor-lab-4711-98324-7f3a01`. */
export function ownedName(): string {
  const own = readProcessStat(process.pid);
  if (own === undefined) throw new Error('the lab needs /proc, and finds no entry for itself in it');
  return `${PREFIX}-${own.pid}-${own.startTicks}-${randomBytes(3).toString('hex')}`;
}

/** Whether a name is one of ours whose owner is dead. */
export function isAbandoned(name: string): boolean {
  const [, pid, startTicks] = PATTERN.exec(name) ?? [];
  if (pid === undefined) return false;
  const owner = readProcessStat(Number(pid));
  return !(isAlive(owner) && owner.startTicks === Number(startTicks));
}
