/** Virtual time: what is to happen, in the order of its instants and, within one, in the order in which it was said. */
export class Timeline {
  /** Milliseconds since the world began. */
  nowMs = 0;
  #count = 0;
  readonly #heap: Entry[] = [];

  /** Has a deed done after so many milliseconds. */
  after(ms: number, deed: () => void): void {
    this.#count += 1;
    const atMs = Math.ceil((this.nowMs + Math.max(0, ms)) * TICKS_PER_MS) / TICKS_PER_MS;
    this.#push({ atMs, order: this.#count, deed });
  }

  /** Lives until `isOver`, or nothing is to happen any more before `endMs`; tells whether it came to be over. */
  run(isOver: () => boolean, endMs: number): boolean {
    for (let count = 0; !isOver(); count += 1) {
      const [next] = this.#heap;
      if (!next || next.atMs > endMs || count > MOST_DEEDS) {
        this.nowMs = Math.max(this.nowMs, endMs);
        return false;
      }
      this.#pop();
      this.nowMs = next.atMs;
      next.deed();
    }
    return true;
  }

  #push(entry: Entry): void {
    const heap = this.#heap;
    let at = heap.length;
    heap.push(entry);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent];
      if (!above || !comesBefore(entry, above)) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = entry;
  }

  #pop(): void {
    const last = this.#heap.pop();
    if (this.#heap.length > 0 && last) this.#sink(last);
  }

  #sink(entry: Entry): void {
    const heap = this.#heap;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      const right = heap[child + 1];
      let below = heap[child];
      if (below && right && comesBefore(right, below)) {
        child += 1;
        below = right;
      }
      if (!below || comesBefore(entry, below)) break;
      heap[at] = below;
      at = child;
    }
    heap[at] = entry;
  }
}

/** Instants are whole parts of a millisecond that floating point adds up exactly. */
const TICKS_PER_MS = 1_024;
/** A world in which more than this happens turns in circles. */
const MOST_DEEDS = 400_000;

interface Entry {
  readonly atMs: number;
  readonly order: number;
  readonly deed: () => void;
}

function comesBefore(one: Entry, other: Entry): boolean {
  return one.atMs < other.atMs || (one.atMs === other.atMs && one.order < other.order);
}
