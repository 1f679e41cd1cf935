import type { ContainmentLevel } from './containment.ts';

/** What a player tells about its host: enough to say later what differed between two runs. */
export interface HostFacts {
  readonly hostname: string;
  /** `Linux`, `FreeBSD`, `Darwin`: as uname prints it. */
  readonly system: string;
  readonly kernel: string;
  readonly architecture: string;
  readonly cpuModel: string;
  readonly cpuCount: number;
  readonly memoryBytes: number;
  readonly interfaces: readonly NetworkInterface[];
  /** The user that commands run as. */
  readonly user: string;
  /** Version of the player. */
  readonly version: string;
  readonly nodeVersion: string;
  readonly containment: ContainmentLevel;
  /** Changes with every boot of the host. */
  readonly bootId: string;
}

/** One interface with its addresses. */
export interface NetworkInterface {
  readonly name: string;
  readonly mac: string;
  /** CIDR notation. */
  readonly addresses: readonly string[];
  /** How it is set, a word and a value each: `mtu 9000`, `speed 10000`; empty where the system does not say. */
  readonly settings: readonly string[];
}
