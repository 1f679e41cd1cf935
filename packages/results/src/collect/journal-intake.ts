import { decodeJournalRecord, JOURNAL_LINE_LIMIT_BYTES } from '@conductor/protocol';
import type { JournalRecord, TrialRef } from '@conductor/types';
import { LineSplitter } from '../events/whole-lines.ts';
import { playerIn } from '../fold/run-state.ts';
import type { Collection } from './collection.ts';
import { commandStepOf, fetchStepOf, planStep, strange } from './plan-step.ts';

/** The journal of a player, from bytes to events. Whole lines only; what a cut tears is pulled again. */
export class JournalIntake {
  readonly #collection: Collection;
  readonly #lines: LineSplitter;
  /** Called with a record before it becomes an event, when it needs a deed on disk first. */
  readonly #before: (record: JournalRecord) => Promise<void>;
  readonly #signal: AbortSignal;
  #seq: number;
  /** Bytes of whole lines that are events. */
  offset: number;
  #received: number;

  constructor(collection: Collection, before: (record: JournalRecord) => Promise<void>, signal: AbortSignal) {
    const { directory, trial, player } = collection;
    const known = playerIn(directory.state, trial, player.name);
    const tooLong = () => strange(player, `a journal line of more than ${JOURNAL_LINE_LIMIT_BYTES} bytes`);
    this.#collection = collection;
    this.#lines = new LineSplitter({ bytes: JOURNAL_LINE_LIMIT_BYTES, tooLong });
    this.#before = before;
    this.#signal = signal;
    this.#seq = known?.journalSeq ?? 0;
    this.offset = known?.journalOffset ?? 0;
    this.#received = this.offset;
  }

  /** Takes a chunk; returns when its whole lines are in events.ndjson. */
  async take(offset: number, chunk: Buffer): Promise<void> {
    const { directory, player } = this.#collection;
    if (offset > this.#received)
      throw strange(player, `its journal from byte ${offset} on, and ${this.#received} are held`);
    const fresh = chunk.subarray(this.#received - offset);
    this.#received += fresh.length;
    for (const { text, bytes } of this.#lines.take(fresh)) await this.#takeLine(text, bytes);
    await directory.written(this.#signal);
  }

  async #takeLine(line: string, bytes: number): Promise<void> {
    const { directory, player, trial } = this.#collection;
    const record = this.#decode(line);
    this.#check(record);
    await this.#before(record);
    this.#seq = record.seq;
    this.offset += bytes;
    directory.append({ kind: 'journal', player: player.name, trial, offset: this.offset, record });
  }

  #decode(line: string): JournalRecord {
    try {
      return decodeJournalRecord(line);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw strange(this.#collection.player, `a journal record that is none (${reason})`);
    }
  }

  #check(record: JournalRecord): void {
    const { player, run, trial } = this.#collection;
    if (record.seq !== this.#seq + 1) throw strange(player, `journal record ${record.seq} after ${this.#seq}`);
    switch (record.kind) {
      case 'trial-loaded': {
        const same = record.run.runId === run.runId && sameTrial(record.trial, trial);
        if (!same) throw strange(player, `the journal of run ${record.run.runId}, trial ${record.trial.trial}`);
        break;
      }
      case 'output-rewound':
      case 'output-closed':
        commandStepOf(player, record.step);
        break;
      case 'file-found':
        fetchStepOf(player, record.step);
        if (Number.isNaN(Date.parse(record.modified))) throw strange(player, `a file modified at "${record.modified}"`);
        break;
      case 'file-refused':
        fetchStepOf(player, record.step);
        break;
      case 'step-began':
      case 'step-ended':
        planStep(player, record.step);
        break;
      case 'remark':
        if (record.step !== undefined) planStep(player, record.step);
        break;
      case 'phase-began':
      case 'steps-done':
      case 'phase-finished':
      case 'trial-stopped':
      case 'trial-closed':
        break;
      default:
        record satisfies never;
    }
  }
}

function sameTrial(one: TrialRef, other: TrialRef): boolean {
  return one.trial === other.trial && one.caseName === other.caseName;
}
