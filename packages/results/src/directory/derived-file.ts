import { type Clock, elapsedMs } from '@conductor/types';
import { inTurns } from '../storage/in-turns.ts';
import { storageError } from '../storage/storage-error.ts';
import { writeWholeFile } from '../storage/write-whole-file.ts';

/** Rewriting takes at most this part of the time, in a run so large that it takes long. */
const PART_OF_TIME = 1 / 20;
/** What takes less is never put off. */
const SHORT_MS = 250;

/** What the file is to hold by now, in blocks. */
export type DerivedContent = () => Iterable<string>;

/** A file of a run directory that is made of what was told so far, and rewritten as a whole: run.json is one. */
export class DerivedFile {
  readonly #file: string;
  readonly #clock: Clock;
  readonly #inTurn = inTurns();
  #tookMs = 0;
  #endNs: bigint;

  constructor(file: string, clock: Clock) {
    this.#file = file;
    this.#clock = clock;
    this.#endNs = clock.monotonicNs();
  }

  /** Rewrites the file, unless that was done a moment ago and took long: the events have everything in any case. */
  async save(content: DerivedContent): Promise<void> {
    const sinceMs = elapsedMs(this.#endNs, this.#clock.monotonicNs());
    if (this.#tookMs <= SHORT_MS || this.#tookMs <= sinceMs * PART_OF_TIME) await this.saveNow(content);
  }

  /** Rewrites the file, in one step. A refusal is a ConductorError of code `storage`. */
  saveNow(content: DerivedContent): Promise<void> {
    return this.#inTurn(async () => {
      const startNs = this.#clock.monotonicNs();
      await writeWholeFile(this.#file, content()).catch((error) => {
        throw storageError('write', this.#file, error);
      });
      this.#endNs = this.#clock.monotonicNs();
      this.#tookMs = elapsedMs(startNs, this.#endNs);
    });
  }
}
