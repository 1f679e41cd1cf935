import { existsSync } from 'node:fs';
import type { Channel, StepId } from '@conductor/types';
import type { Journal } from '../journal/journal.ts';
import { ServedSource } from '../results/served-source.ts';
import { openSpool } from '../results/spool-reader.ts';
import type { TrialResults } from '../results/trial-results.ts';
import { maskedReader } from '../secrets/masked-reader.ts';
import type { SecretMask } from '../secrets/secret-mask.ts';
import { OutputFile } from '../spool/output-file.ts';
import { goneText } from '../storage/gone-text.ts';

/** Where the outputs of a trial are told of. */
export interface OutputListeners {
  readonly results: TrialResults;
  readonly journal: Pick<Journal, 'append'>;
  /** What it masks is masked in what is served, and stays in the file. */
  readonly secrets: { readonly mask: SecretMask | null };
}

/** One output of one step: its file, and what of it is served. */
export class StepOutput {
  readonly file: OutputFile;
  readonly #step: StepId;
  readonly #channel: Channel;
  readonly #listeners: OutputListeners;
  #source: ServedSource | null = null;

  constructor(path: string, step: StepId, channel: Channel, listeners: OutputListeners) {
    this.file = new OutputFile(path);
    this.#step = step;
    this.#channel = channel;
    this.#listeners = listeners;
  }

  /** From here on collectors may pull it. */
  serve(): void {
    const { generation } = this.file;
    const place = { path: this.file.path, start: this.file.start };
    // What was truncated and grew again must not be taken for what was there before.
    const stillHolds = () => this.file.generation === generation && (generation > 0 || this.file.hasSentinel());
    const { mask } = this.#listeners.secrets;
    const bounds = () => ({ seen: this.file.size, end: source.state === 'closed' ? source.size : null });
    const name = { kind: 'output', step: this.#step, channel: this.#channel, generation } as const;
    const source = new ServedSource(name, {
      open: async () => {
        const reader = openSpool({ ...place, stillHolds });
        return mask === null ? reader : maskedReader(reader, mask, bounds);
      },
      gone: () => this.#rewind(generation),
      mayDiffer: () => generation > 0,
    });
    this.#source = source;
    source.size = this.#servedSize();
    this.#listeners.results.add(source);
  }

  /** Looks at the file; what is new may be pulled. Says whether there was something new. */
  look(): boolean {
    if (this.#source?.state !== 'growing') return false;
    const before = this.file.size;
    const isRewound = this.file.look() === 'rewound';
    if (isRewound) this.#noteRewound();
    else if (this.file.size !== before) this.#grow();
    return isRewound || this.file.size !== before;
  }

  /** Nothing that could write to it is alive. */
  close(): void {
    this.look();
    const source = this.#source;
    if (source?.state !== 'growing') return;
    source.state = 'closed';
    // Also of one that was looked at last when it was empty.
    if (!existsSync(this.file.path)) source.failure ??= goneText(this.file.path);
    const { generation, size } = this.file;
    source.size = size;
    const step = this.#step;
    this.#listeners.journal.append({ kind: 'output-closed', step, channel: this.#channel, generation, bytes: size });
    this.#listeners.results.changed(source);
  }

  #grow(): void {
    if (!this.#source) return;
    this.#source.size = this.#servedSize();
    this.#listeners.results.changed(this.#source);
  }

  /** What may be the beginning of a secret waits until it is seen to be one or not. */
  #servedSize(): number {
    const { mask } = this.#listeners.secrets;
    if (mask === null) return this.file.size;
    const tail = this.file.tail(mask.reach);
    if (tail === null) return this.#source?.size ?? 0;
    return this.file.size - tail.length + mask.settled(tail);
  }

  /** A reader found that what it was promised is gone. */
  #rewind(generation: number): void {
    if (this.file.generation !== generation) return;
    const wasClosed = this.#source?.state === 'closed';
    this.file.rewind();
    this.#noteRewound();
    if (wasClosed) this.close();
  }

  #noteRewound(): void {
    const { results, journal } = this.#listeners;
    const step = this.#step;
    const { generation } = this.file;
    journal.append({ kind: 'output-rewound', step, channel: this.#channel, generation });
    if (generation === 1) journal.append({ kind: 'remark', step, text: rewoundRemark(this.#channel) });
    if (this.#source) {
      this.#source.state = 'abandoned';
      results.changed(this.#source);
    }
    this.serve();
  }
}

function rewoundRemark(channel: Channel): string {
  const name = channel === 'out' ? 'standard output' : 'standard error';
  return `output-rewound: the command re-opened and truncated its own ${name}; write >&1 or >&2 instead of > /dev/stdout or > /dev/stderr, or set capture = pipe`;
}
