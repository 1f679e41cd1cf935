import type { ClockScript } from '../scenario/scenario.ts';
import type { World } from '../world.ts';

const NS_PER_MS = 1e6;

/** The two clocks of a host: they tell another time than the world's, go a little faster or slower, and one of them is set. */
export class HostClock {
  readonly #world: World;
  readonly #script: ClockScript;
  #setMs = 0;

  constructor(world: World, script: ClockScript) {
    this.#world = world;
    this.#script = script;
  }

  get monotonicNs(): bigint {
    const { aheadMs, driftPpm } = this.#script;
    return BigInt(Math.round((aheadMs + this.#world.nowMs * (1 + driftPpm / 1e6)) * NS_PER_MS));
  }

  get wall(): Date {
    return new Date(this.#world.wall.getTime() + this.#setMs);
  }

  /** Somebody sets the wall clock, or a time server does. */
  set(byMs: number): void {
    this.#setMs += byMs;
  }

  /** Until the monotonic clock shows an instant, in milliseconds of the world. */
  msUntil(instantNs: bigint): number {
    return Number(instantNs - this.monotonicNs) / NS_PER_MS / (1 + this.#script.driftPpm / 1e6);
  }
}
