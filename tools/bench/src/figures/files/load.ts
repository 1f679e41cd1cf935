import type { Ssh } from '../../peers/ssh.ts';

/** One kind of load: what is fetched, from how many players, and what else fetches the same. */
export interface Load {
  readonly name: string;
  readonly what: string;
  readonly hosts: number;
  readonly bytesEach: number;
  /** Makes what is fetched in a folder, and returns the pattern that names it. */
  readonly make: (folder: string) => Promise<string>;
  readonly rivals: readonly Rival[];
}

/** A peer that fetches the same over warm connections into a folder that is there. */
export interface Rival {
  readonly name: string;
  readonly against: string;
  /** How many times as fast Conductor is to be. */
  readonly bound: number;
  /** Why it cannot be compared with here; `null` when it can. */
  readonly whyNot: () => string | null;
  readonly fetch: (ssh: Ssh, pattern: string, target: string) => Promise<void>;
}
