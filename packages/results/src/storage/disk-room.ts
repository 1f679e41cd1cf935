import { pause } from './pause.ts';
import { isDiskFull } from './storage-error.ts';

/** How often a full disk is asked again: a file system tells nobody when it has room. */
const ASK_AGAIN_MS = 250;

/**
 * Waits on a full disk instead of failing: what is to be written stays where it is, and is written when there is room. Says so
 * once, through `tell`.
 */
export class DiskRoom {
  readonly #tell: (sentence: string) => void;
  #told = false;

  constructor(tell: (sentence: string) => void) {
    this.#tell = tell;
  }

  /** Does `deed`, again and again while the disk is full; any other failure, and the reason of `signal`, is thrown. */
  async whenThereIsRoom<T>(path: string, deed: () => Promise<T>, signal: AbortSignal): Promise<T> {
    for (;;) {
      try {
        return await deed();
      } catch (error) {
        if (!isDiskFull(error)) throw error;
      }
      this.#tellOnce(path);
      await pause(ASK_AGAIN_MS, signal);
    }
  }

  #tellOnce(path: string): void {
    if (this.#told) return;
    this.#told = true;
    this.#tell(
      `no room to write ${path}: make room on that disk; until then results stay on the players, and nothing is lost`,
    );
  }
}
