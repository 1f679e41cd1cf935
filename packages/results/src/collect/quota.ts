import type { ResultSource } from '@conductor/protocol';
import { ConductorError, type StepId } from '@conductor/types';
import { startOf } from '../fold/run-result.ts';
import { playerIn, trialKey } from '../fold/run-state.ts';
import type { Collection } from './collection.ts';

/** Bytes, about, that what one player says of a run may take in the memory of whoever holds the run. */
const MOST_KEPT_BYTES = 2 ** 28;

/**
 * How much a player may send of a trial, before it counts as hostile: bytes for the disk, and words for the memory. What it sent
 * until then stays; what it has besides stays on the player.
 */
export class Quota {
  readonly #collection: Collection;
  readonly #limitBytes: number;
  /** What the other trials of the player take in memory. */
  readonly #keptOfOthers: number;
  #bytes = 0;

  constructor(collection: Collection) {
    const { directory, trial, player } = collection;
    const others = directory.state.trials.entries().filter(([key]) => key !== trialKey(trial));
    this.#collection = collection;
    this.#limitBytes = collection.maxResultsBytes ?? startOf(directory.state).test.settings.maxResultsBytes;
    this.#keptOfOthers = others.reduce((sum, [, { players }]) => sum + (players.get(player.name)?.keptBytes ?? 0), 0);
  }

  /** What is here, and what came. */
  get bytes(): number {
    return this.#bytes;
  }

  /** So much is here from before. */
  begin(bytes: number): void {
    this.#bytes = bytes;
  }

  /** Takes bytes that came, before they are written. A ConductorError of code `protocol` when it is too much. */
  spend(bytes: number, { source, held }: { readonly source: ResultSource; readonly held: () => number }): void {
    this.#bytes += bytes;
    if (this.#bytes <= this.#limitBytes) return;
    const { player } = this.#collection;
    const at = `it was at ${this.#textOf(source)}, of which ${held()} bytes are kept`;
    const advice = 'where so much is meant, set max_results in [Test], or --max-results';
    throw new ConductorError(
      'protocol',
      `player "${player.name}" has more results of this trial than its max_results of ${this.#limitBytes} bytes; ${at}; ${advice}`,
      { player: player.name },
    );
  }

  /** Looks whether what the player said can still be kept. A ConductorError of code `protocol` when it is too much. */
  checkKept(): void {
    const { directory, trial, player } = this.#collection;
    const kept = this.#keptOfOthers + (playerIn(directory.state, trial, player.name)?.keptBytes ?? 0);
    if (kept <= MOST_KEPT_BYTES) return;
    throw new ConductorError(
      'protocol',
      `player "${player.name}" tells of more files and truncated outputs than can be kept in mind (about 300000 in a run); fetch an archive of them instead`,
      { player: player.name },
    );
  }

  #textOf(source: ResultSource): string {
    switch (source.kind) {
      case 'journal':
        return 'its journal';
      case 'output':
        return `the ${source.channel === 'out' ? 'output' : 'error output'} of ${this.#stepText(source.step)}`;
      case 'file':
        return `file ${source.file} of ${this.#stepText(source.step)}`;
      default:
        return source satisfies never;
    }
  }

  #stepText({ phase, index }: StepId): string {
    return `${phase} ${this.#collection.player.phases[phase][index - 1]?.key ?? `step ${index}`}`;
  }
}
