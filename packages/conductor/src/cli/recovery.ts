import type { RunEvent, RunResult } from '@conductor/types';

/** What a take-over brought home and put right, for the sentence at its end. */
export class Recovery {
  /** Players that were not to be had, or were lost on the way. */
  readonly lost = new Set<string>();
  /** Players that ran Reset, or were heard to have run it. */
  readonly #reset = new Set<string>();
  #outputs = 0;
  #files = 0;
  #bytes = 0;

  /** Takes one event. */
  note(event: RunEvent): void {
    if (event.kind === 'player-lost') this.lost.add(event.player);
    if (event.kind === 'journal' && event.record.kind === 'trial-closed' && event.record.reset === 'paid') {
      this.#reset.add(event.player);
    }
    if (event.kind === 'output-collected' && event.bytes > 0) this.#add(event.bytes, 'output');
    if (event.kind === 'file-fetched') this.#add(event.bytes, 'file');
  }

  /** `fetched 3 outputs and 1 file (2048 bytes); Reset is paid on dut, sink`. */
  text({ trials }: RunResult): string {
    const fetched =
      this.#outputs + this.#files === 0
        ? 'no output was missing'
        : `fetched ${number(this.#outputs, 'output')} and ${number(this.#files, 'file')} (${number(this.#bytes, 'byte')})`;
    const paid = this.#reset.size === 0 ? [] : [`Reset was paid on ${[...this.#reset].join(', ')}`];
    const unpaid = trials.flatMap(({ resets }) => resets.filter(({ state }) => state === 'unconfirmed'));
    const names = new Set(unpaid.map(({ player }) => player));
    const open = names.size === 0 ? [] : [`whether it ran on ${[...names].join(', ')} nobody knows`];
    return [fetched, ...paid, ...open].join('; ');
  }

  #add(bytes: number, kind: 'output' | 'file'): void {
    if (kind === 'output') this.#outputs += 1;
    else this.#files += 1;
    this.#bytes += bytes;
  }
}

function number(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
