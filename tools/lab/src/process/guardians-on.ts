import type { LabHost } from '../network/lab-host.ts';
import { processesIn } from '../network/namespace.ts';
import { isAlive, type ProcessStat, readProcessStat } from './process-stat.ts';

/** Whether a process is a guardian, by the name of its script. */
export function isGuardian({ name }: ProcessStat): boolean {
  return name === 'guardian';
}

/** The guardians that live on a host: of its player, or of one that is dead. */
export function guardiansOn({ namespace }: LabHost): number[] {
  return processesIn(namespace).filter((pid) => {
    const stat = readProcessStat(pid);
    return isAlive(stat) && isGuardian(stat);
  });
}
