import { type Random, seededRandom, seedOf } from '@conductor/lab/random';
import type { ChanceDeed, ConductorDeed, Deed, PlayerDeed } from './deed.ts';
import { Timeline } from './timeline.ts';

/** What everything in one world shares: its time, its chance, and what was seen. */
export class World {
  readonly timeline = new Timeline();
  readonly random: Random;
  readonly deeds: Deed[] = [];
  /** Told of each thing that happens, when somebody wants to read along. */
  readonly #onLine: ((line: string) => void) | null;

  constructor(seed: number, onLine: ((line: string) => void) | null) {
    this.random = seededRandom(seedOf(seed, 1));
    this.#onLine = onLine;
  }

  get nowMs(): number {
    return this.timeline.nowMs;
  }

  /** The wall clock, which all hosts share here. */
  get wall(): Date {
    return new Date(EPOCH_MS + this.nowMs);
  }

  /** A monotonic clock of all hosts. */
  get monotonicNs(): bigint {
    return BigInt(Math.round(this.nowMs * 1_000)) * 1_000n;
  }

  /** A span that is a little different each time. */
  about(leastMs: number, mostMs: number): number {
    return leastMs + this.random() * (mostMs - leastMs);
  }

  /** Notes what was seen at a host. */
  see(deed: PlayerDeed | ConductorDeed | ChanceDeed): void {
    this.deeds.push({ ...deed, atMs: this.nowMs });
    this.tell(whoDid(deed), () => `· ${describe(deed)}`);
  }

  /** Tells who reads along. */
  tell(who: string, line: () => string): void {
    this.#onLine?.(`${(this.nowMs / 1000).toFixed(3).padStart(9)}  ${who.padEnd(8)} ${line()}`);
  }
}

/** What wall clocks show when the world begins. */
export const EPOCH_MS = Date.UTC(2026, 0, 1);

function whoDid(deed: PlayerDeed | ConductorDeed | ChanceDeed): string {
  if ('player' in deed) return deed.player;
  return 'conductor' in deed ? deed.conductor : 'chance';
}

function describe(deed: object): string {
  return Object.values(deed)
    .map((value) => (typeof value === 'object' ? JSON.stringify(value) : String(value)))
    .join(' ');
}
