import type { Channel, StepId } from '@conductor/types';
import type { Journal } from '../journal/journal.ts';
import { ServedSource } from '../results/served-source.ts';
import { openSpool } from '../results/spool-reader.ts';
import type { TrialResults } from '../results/trial-results.ts';
import { OutputFile } from '../spool/output-file.ts';

/** Where the outputs of a trial are told of. */
export interface OutputListeners {
  readonly results: TrialResults;
  readonly journal: Pick<Journal, 'append'>;
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
    const source = { kind: 'output', step: this.#step, channel: this.#channel, generation } as const;
    this.#source = new ServedSource(source, {
      open: async () => openSpool({ ...place, stillHolds }),
      gone: () => this.#rewind(generation),
      mayDiffer: generation > 0,
    });
    this.#source.size = this.file.size;
    this.#listeners.results.add(this.#source);
  }

  /** Looks at the file; what is new may be pulled. */
  look(): void {
    if (this.#source?.state !== 'growing') return;
    const before = this.file.size;
    if (this.file.look() === 'rewound') this.#noteRewound();
    else if (this.file.size !== before) this.#grow();
  }

  /** Nothing that could write to it is alive. */
  close(): void {
    this.look();
    const source = this.#source;
    if (source?.state !== 'growing') return;
    source.state = 'closed';
    const { generation, size } = this.file;
    const step = this.#step;
    this.#listeners.journal.append({ kind: 'output-closed', step, channel: this.#channel, generation, bytes: size });
    this.#listeners.results.changed(source);
  }

  #grow(): void {
    if (!this.#source) return;
    this.#source.size = this.file.size;
    this.#listeners.results.changed(this.#source);
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
