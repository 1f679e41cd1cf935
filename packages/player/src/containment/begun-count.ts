import { readFileSync } from 'node:fs';

/** What was counted so long ago is good enough for what is not to be more than it was, in milliseconds. */
const LATELY_MS = 100;

/** How many processes this host has begun since it was started, and the highest number that one can have, as Linux tells both. */
export class BegunCount {
  readonly #folder: string;
  #last: { readonly atMs: number; readonly begun: number | null } | null = null;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** As of now; `null` where it is not told. */
  now(): number | null {
    // Threads are counted too, and those of other containers: it may be more than what has begun, and never less.
    const begun = numberIn(/^processes (\d+)$/m, this.#read('stat'));
    this.#last = { atMs: performance.now(), begun };
    return begun;
  }

  /** As of now, or a moment ago. */
  lately(): number | null {
    const last = this.#last;
    return last !== null && performance.now() - last.atMs < LATELY_MS ? last.begun : this.now();
  }

  /** Numbers begin anew after this one; `null` where it is not told. Asked each time: a step may lower it. */
  lastPid(): number | null {
    return numberIn(/^(\d+)$/m, this.#read('sys/kernel/pid_max'));
  }

  #read(name: string): string {
    try {
      return readFileSync(`${this.#folder}/${name}`, 'utf8');
    } catch {
      return '';
    }
  }
}

function numberIn(pattern: RegExp, text: string): number | null {
  const digits = pattern.exec(text)?.[1];
  return digits === undefined ? null : Number(digits);
}
