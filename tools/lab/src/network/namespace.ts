import { closeSync, fstatSync, openSync, readdirSync, statSync } from 'node:fs';
import { execa } from 'execa';
import { processIds } from '../process/process-ids.ts';
import { waitUntil } from '../wait-until.ts';
import { ip } from './ip.ts';

/** Where `ip netns` keeps its namespaces (ip-netns(8)). */
const NAMESPACES = '/run/netns';

/** A program and its arguments. */
export type Command = readonly [string, ...string[]];

/**
 * The same command inside a namespace. By `nsenter` and not `ip netns exec`, which mounts /sys anew and so hides the
 * cgroups; and it becomes the command, so that the pid is the command's own.
 */
export function commandIn(namespace: string, command: Command): [string, ...string[]] {
  return ['nsenter', `--net=${NAMESPACES}/${namespace}`, '--', ...command];
}

/** The names of the namespaces of this machine. */
export function namespaceNames(): string[] {
  try {
    return readdirSync(NAMESPACES);
  } catch {
    // The folder comes with the first namespace.
    return [];
  }
}

/** Makes a namespace in which nothing but loopback works. */
export async function addNamespace(namespace: string): Promise<void> {
  await ip('netns', 'add', namespace);
  await ip('-netns', namespace, 'link', 'set', 'lo', 'up');
}

/** Kills whatever lives in a namespace, waits until it is dead, and removes it with its cables. */
export async function removeNamespace(namespace: string): Promise<void> {
  if (!namespaceNames().includes(namespace)) return;
  await waitUntil(() => killOnce(namespace), { what: `no process is left in the namespace ${namespace}` });
  const { failed, stderr } = await execa('ip', ['netns', 'delete', namespace], { reject: false });
  // Somebody else may have cleared the same abandoned lab a moment ago.
  if (failed && namespaceNames().includes(namespace)) throw new Error(`cannot remove ${namespace}: ${stderr}`);
}

/**
 * The processes whose network is this namespace; those that died and were not collected are none of them. It is held open
 * meanwhile: the number of one that somebody else removes is given to the next that is made, with its processes.
 */
export function processesIn(namespace: string): number[] {
  const held = openIfThere(`${NAMESPACES}/${namespace}`);
  if (held === undefined) return [];
  try {
    const { ino } = fstatSync(held);
    return processIds().filter((pid) => inodeOf(`/proc/${pid}/ns/net`) === ino);
  } finally {
    closeSync(held);
  }
}

function killOnce(namespace: string): boolean {
  const found = processesIn(namespace);
  for (const pid of found) killIfThere(pid);
  return found.length === 0;
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself since it was listed.
  }
}

function openIfThere(path: string): number | undefined {
  try {
    return openSync(path, 'r');
  } catch {
    // Somebody else has removed the namespace.
    return undefined;
  }
}

function inodeOf(path: string): number | undefined {
  try {
    return statSync(path).ino;
  } catch {
    // The process is gone.
    return undefined;
  }
}
