import { statSync } from 'node:fs';
import { BED_VARIABLES } from './bed/bed-variables.ts';
import { reapDisks } from './disk/reap-disks.ts';
import { reapLabs } from './network/reap-labs.ts';
import { killAll } from './process/kill-all.ts';
import { readProcFile } from './process/process-stat.ts';
import { type FoundProcess, processesOf } from './process/processes-of.ts';

/** A program that may start labs and beds, with all that comes of it, in whatever session or network that is. */
export interface Family {
  /**
   * Learns which beds there are now. A step has of its environment the mark of its bed and no more, and nobody knows of which program
   * a bed is any more once that has died: so this is called before anything is killed.
   */
  look(): void;
  /**
   * Kills every process, and waits until they are dead; then removes the labs and the disks that nobody owns any more. Throws
   * when that does not come to an end.
   */
  clear(): Promise<void>;
}

/**
 * The family of a program that was started with this entry in its environment (`NAME=value`), which nothing else has. Where there
 * is no /proc, and so no lab either, it does nothing.
 */
export function familyOf(entry: string): Family {
  const marks = new Set([entry]);
  const look = () => {
    for (const { pid } of processesOf({ environment: entry })) for (const bed of bedsOf(pid)) marks.add(bed);
  };
  const find = () => [...marks].flatMap((environment) => processesOf({ environment }));
  if (process.platform !== 'linux') return { look: () => undefined, clear: async () => undefined };
  return {
    look,
    clear: async () => {
      look();
      await killAll(find, () => `nothing is alive of what was started, but ${namesOf(find())}`);
      // Nobody else can have made one.
      if (process.getuid?.() === 0) await removeAbandoned();
    },
  };
}

async function removeAbandoned(): Promise<void> {
  await reapLabs();
  await reapDisks();
}

/** The beds it is in. Of somebody else's process none: he could name a bed of ours that is not of this family. */
function bedsOf(pid: number): string[] {
  if (ownerOf(pid) !== process.geteuid?.()) return [];
  const environment = readProcFile(pid, 'environ')?.split('\0') ?? [];
  return environment.filter((entry) => BED_VARIABLES.some((name) => entry.startsWith(`${name}=`) && !isOurs(entry)));
}

function ownerOf(pid: number): number | undefined {
  return statSync(`/proc/${pid}`, { throwIfNoEntry: false })?.uid;
}

/** Whether this process is in that bed itself: then the family has inherited it, and others are in it. */
function isOurs(bed: string): boolean {
  const [name = ''] = bed.split('=', 1);
  return bed === `${name}=${process.env[name]}`;
}

function namesOf(found: readonly FoundProcess[]): string {
  return found.map(({ pid, commandLine }) => `${pid} (${commandLine})`).join(', ');
}
