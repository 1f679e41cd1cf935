import { decodeJournalRecord, JOURNAL_LINE_LIMIT_BYTES, type Position } from '@conductor/protocol';
import type { JournalRecord, TrialRef } from '@conductor/types';
import { LineSplitter } from '../events/whole-lines.ts';
import { playerIn } from '../fold/run-state.ts';
import type { Collection } from './collection.ts';
import { fetchStepOf, planStep, shellStepOf, strange } from './plan-step.ts';

/** The journal of a player, from bytes to events. Whole lines only; what a cut tears is pulled again. */
export class JournalIntake {
  readonly #collection: Collection;
  /** Called with a record before it becomes an event, when it needs a deed on disk first. */
  readonly #before: (record: JournalRecord) => Promise<void>;
  readonly #signal: AbortSignal;
  /** Bytes of whole lines of each segment that are events. */
  readonly #offsets: Map<number, number>;
  #segment: number;
  #lines: LineSplitter;
  /** Bytes of the segment that came, torn lines included. */
  #received: number;
  /** The number of the last record. */
  #seq: number;
  /** Of the segment, no record came yet in this conversation or before. */
  #isFresh: boolean;

  constructor(collection: Collection, before: (record: JournalRecord) => Promise<void>, signal: AbortSignal) {
    const { directory, trial, player } = collection;
    const known = playerIn(directory.state, trial, player.name)?.journal;
    this.#collection = collection;
    this.#before = before;
    this.#signal = signal;
    this.#offsets = new Map(known?.offsets);
    this.#segment = known?.segment ?? 1;
    this.#seq = known?.seq ?? 0;
    this.#received = this.#held(this.#segment);
    this.#isFresh = false;
    this.#lines = this.#splitter();
  }

  /** Bytes of all segments that are events. */
  get bytes(): number {
    return this.#offsets.values().reduce((sum, bytes) => sum + bytes, 0);
  }

  /** How far each segment is held. */
  positions(): Position[] {
    return Array.from(this.#offsets, ([segment, offset]) => ({ source: { kind: 'journal', segment }, offset }));
  }

  /** Takes a chunk; returns when its whole lines are in events.ndjson. */
  async take(segment: number, offset: number, chunk: Buffer): Promise<void> {
    const { directory, player } = this.#collection;
    if (segment < this.#segment) throw strange(player, `segment ${segment} of its journal after ${this.#segment}`);
    if (segment > this.#segment) this.#begin(segment);
    if (offset > this.#received)
      throw strange(player, `its journal from byte ${offset} on, and ${this.#received} are held`);
    const fresh = chunk.subarray(this.#received - offset);
    this.#received += fresh.length;
    for (const { text, bytes } of this.#lines.take(fresh)) await this.#takeLine(text, bytes);
    await directory.written(this.#signal);
  }

  /** The player was killed, and another goes on: what was torn off at the end of the last segment never comes. */
  #begin(segment: number): void {
    this.#segment = segment;
    this.#received = 0;
    this.#isFresh = true;
    this.#lines = this.#splitter();
  }

  #splitter(): LineSplitter {
    const { player } = this.#collection;
    const tooLong = () => strange(player, `a journal line of more than ${JOURNAL_LINE_LIMIT_BYTES} bytes`);
    return new LineSplitter({ bytes: JOURNAL_LINE_LIMIT_BYTES, tooLong });
  }

  #held(segment: number): number {
    return this.#offsets.get(segment) ?? 0;
  }

  async #takeLine(line: string, bytes: number): Promise<void> {
    const { directory, player, trial } = this.#collection;
    const record = this.#decode(line);
    this.#check(record);
    await this.#before(record);
    this.#seq = record.seq;
    this.#isFresh = false;
    const segment = this.#segment;
    const offset = this.#held(segment) + bytes;
    this.#offsets.set(segment, offset);
    directory.append({ kind: 'journal', player: player.name, trial, segment, offset, record });
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
    // A power cut may have taken from the player's disk what is held here: its next segment begins before our end.
    const follows = record.seq === this.#seq + 1 || (this.#isFresh && record.seq <= this.#seq);
    if (!follows) throw strange(player, `journal record ${record.seq} after ${this.#seq}`);
    switch (record.kind) {
      case 'trial-loaded': {
        const same = record.run.runId === run.runId && sameTrial(record.trial, trial);
        if (!same) throw strange(player, `the journal of run ${record.run.runId}, trial ${record.trial.trial}`);
        break;
      }
      case 'output-rewound':
      case 'output-closed':
        shellStepOf(player, record.step);
        break;
      case 'file-found':
        fetchStepOf(player, record.step);
        if (Number.isNaN(Date.parse(record.modified))) throw strange(player, `a file modified at "${record.modified}"`);
        break;
      case 'file-refused':
        fetchStepOf(player, record.step);
        break;
      case 'trial-resumed':
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
      case 'left-behind':
      case 'state-compared':
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
