import { type Cable, Side } from './connection.ts';
import { Way } from './way.ts';

/** Who answers at the far end of a link. */
export interface Answering {
  /** The first word of a caller has come: somebody takes the side, or it is refused. */
  answer(side: Side): void;
}

/** What lies between a conductor and a player: two ways, and the connections that go over them. */
export class Link {
  readonly there: Way;
  readonly back: Way;
  readonly #cable: Cable;
  readonly #far: Answering;
  #sides: Side[] = [];
  /** How long the next connection's double stands; `null`: it has none. */
  #echoMs: number | null = null;

  constructor(cable: Cable, far: Answering, latencyMs: readonly [least: number, most: number]) {
    this.#cable = cable;
    this.#far = far;
    this.there = new Way(...latencyMs);
    this.back = new Way(...latencyMs);
  }

  /** Opens a connection; the near side of it. The far side is taken by whoever answers there. */
  open(): Side {
    const near = this.#join();
    if (this.#echoMs !== null) this.#double(near, this.#echoMs);
    this.#echoMs = null;
    return near;
  }

  /**
   * The next control connection is made twice: the first attempt came through, was given up by the caller's side of the
   * network, and stands at the far end until it is noticed. What the caller says first comes over both.
   */
  echo(forMs: number): void {
    this.#echoMs = forMs;
  }

  /** Every connection that stands is reset, and both sides hear so. */
  reset(): void {
    for (const side of this.#sides) side.fail('connection reset by peer');
  }

  #join(): Side {
    const near = new Side(this.#cable, this.there, null);
    const far = new Side(this.#cable, this.back, (side) => this.#far.answer(side));
    near.join(far);
    far.join(near);
    this.#sides = this.#sides.filter((side) => side.isOpen);
    this.#sides.push(near, far);
    return near;
  }

  #double(near: Side, forMs: number): void {
    const double = this.#join();
    near.doubleFirstWords(double);
    this.#cable.timeline.after(forMs, () => double.close('in-order'));
  }
}
