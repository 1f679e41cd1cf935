/** How many are told one by one, and from when on those that follow are counted again from nothing. */
export interface Few {
  readonly most: number;
  readonly windowMs: number;
}

/** Lets a few through in each window of time, and counts the rest. */
export class FewPerWindow implements Disposable {
  readonly #few: Few;
  readonly #tellRest: (count: number) => void;
  #told = 0;
  #rest = 0;
  #timer: NodeJS.Timeout | null = null;

  /** `tellRest` is told at the end of a window how many were not let through, if any. */
  constructor(few: Few, tellRest: (count: number) => void) {
    this.#few = few;
    this.#tellRest = tellRest;
  }

  /** Whether this one, or these, are let through. */
  admit(count = 1): boolean {
    this.#timer ??= setTimeout(() => this.#end(), this.#few.windowMs).unref();
    const isAdmitted = this.#told < this.#few.most;
    if (isAdmitted) this.#told += 1;
    else this.#rest += count;
    return isAdmitted;
  }

  [Symbol.dispose](): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#end();
  }

  #end(): void {
    this.#timer = null;
    if (this.#rest > 0) this.#tellRest(this.#rest);
    this.#told = 0;
    this.#rest = 0;
  }
}
