/** So many sentences are told at once; what comes faster is only counted. */
const BURST = 10;
const INTERVAL_MS = 1_000;

/** Passes sentences on, a burst per second at most, so that a stranger fills no log. */
export interface RefusalLog extends Disposable {
  tell(sentence: string): void;
}

export function refusalLog(tellOperator: (sentence: string, callers: number) => void): RefusalLog {
  let told = 0;
  let untold = 0;
  let timer: NodeJS.Timeout | null = null;

  function nextInterval(): void {
    timer = null;
    told = 0;
    if (untold > 0) tellOperator(`refused ${untold} more callers`, untold);
    untold = 0;
  }

  return {
    tell(sentence) {
      timer ??= setTimeout(nextInterval, INTERVAL_MS).unref();
      if (told < BURST) tellOperator(sentence, 1);
      else untold += 1;
      told += 1;
    },
    [Symbol.dispose]() {
      if (timer !== null) clearTimeout(timer);
      if (untold > 0) nextInterval();
    },
  };
}
