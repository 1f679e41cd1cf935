import { readFileSync } from 'node:fs';
import { arch, cpus, hostname, networkInterfaces, release, type as systemName, totalmem, userInfo } from 'node:os';
import type { ContainmentLevel, HostFacts, NetworkInterface } from '@conductor/types';
import { interfaceSettings } from './interface-settings.ts';

/** What a player tells about its host. `version` is the player's own; `stepUser` is who steps run as, if it is not the player's user. Never rejects: what cannot be told is empty. */
export async function hostFacts(
  version: string,
  containment: ContainmentLevel,
  stepUser: string | null = null,
): Promise<HostFacts> {
  const processors = cpus();
  return {
    hostname: hostname(),
    system: systemName(),
    kernel: release(),
    architecture: arch(),
    cpuModel: processors[0]?.model.trim() ?? '',
    cpuCount: processors.length,
    memoryBytes: totalmem(),
    // As they are whenever somebody is greeted: a run wants to know the settings of its own day.
    get interfaces() {
      return interfacesNow();
    },
    user: stepUser ?? userName(),
    version,
    nodeVersion: process.version,
    containment,
    bootId: await bootId(),
  };
}

/** Changes with every boot: a random number where the kernel gives one, else the time of the boot. */
export async function bootId(): Promise<string> {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    const { execa } = await import('execa');
    const { stdout } = await execa('sysctl', ['-n', 'kern.boottime'], { reject: false });
    return typeof stdout === 'string' ? stdout : '';
  }
}

/** So long, in milliseconds, what one player has seen serves all. */
const MOMENT_MS = 1_000;
/** Of the process, not of a player: interfaces are the host's, and very many players of one process are greeted in the same moment. */
let seen: { readonly untilMs: number; readonly interfaces: readonly NetworkInterface[] } | null = null;

function interfacesNow(): readonly NetworkInterface[] {
  const nowMs = performance.now();
  if (seen === null || nowMs >= seen.untilMs) seen = { untilMs: nowMs + MOMENT_MS, interfaces: interfacesOf() };
  return seen.interfaces;
}

function interfacesOf(): readonly NetworkInterface[] {
  return Object.entries(networkInterfaces()).map(([name, addresses = []]) => ({
    name,
    mac: addresses.find(({ mac }) => mac !== '00:00:00:00:00:00')?.mac ?? '',
    addresses: addresses.flatMap(({ cidr }) => (cidr === null ? [] : [cidr])),
    settings: interfaceSettings(name),
  }));
}

/** The user of this process. One without an entry in the password file has a number only. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? '');
  }
}
