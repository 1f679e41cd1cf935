import { chmod } from 'node:fs/promises';
import path from 'node:path';
import { errnoOf, type StepId, type TrialRef } from '@conductor/types';
import { stepFolder } from '../directory/run-paths.ts';
import { type FoundFile, playerIn, type StepState, stepKey } from '../fold/run-state.ts';
import { storageError } from '../storage/storage-error.ts';
import type { Collection } from './collection.ts';
import type { HeldSource } from './ended-source.ts';
import { IncomingFile, type Intake } from './incoming-file.ts';
import type { FileInflow, FileSource } from './inflow.ts';
import { fetchStepOf, strange } from './plan-step.ts';

/** Where fetched files are until they are whole: beside the outputs, out of the way of any name that a file can have. */
export const INCOMING_FOLDER = '.incoming';

/** Where a fetched file is until it is whole, below the run directory. */
export function incomingPath(trial: TrialRef, player: string, { step, file }: Omit<FileSource, 'kind'>): string {
  const name = `${String(step.index).padStart(2, '0')}-${file}`;
  return path.join(stepFolder(trial, step.phase, player), INCOMING_FOLDER, name);
}

/** So many are on their way at a time; a true player has 64, and those that it could not read to their ends. */
const MOST_INFLOWS = 10_000;

/** The fetched files of one player's trial: each grows under a temporary name of our own. */
export class FileIntake {
  readonly #collection: Collection;
  readonly #intake: Intake;
  readonly #inflows = new Map<string, FileInflow>();

  constructor(collection: Collection, intake: Intake) {
    this.#collection = collection;
    this.#intake = intake;
  }

  /** Finds what is held already of the files that the journal told of. */
  async resume(): Promise<HeldSource[]> {
    const { directory, trial, player } = this.#collection;
    const held: HeldSource[] = [];
    for (const state of playerIn(directory.state, trial, player.name)?.steps.values() ?? []) {
      for (const [file, { bytes }] of state.files ?? []) {
        held.push({ source: { kind: 'file', step: state.id, file }, bytes, incoming: null });
      }
      for (const [file, found] of state.awaitedFiles ?? [])
        held.push(...(await this.#resumeFile(state.id, file, found)));
    }
    return held;
  }

  /** Where a chunk of this source goes; `null` when nothing of it is wanted. */
  inflow(source: FileSource): FileInflow | null {
    const { player } = this.#collection;
    fetchStepOf(player, source.step);
    const key = inflowKey(source);
    const known = this.#inflows.get(key);
    if (known !== undefined) return known.ended ? null : known;
    const state = this.#stateOf(source.step);
    if (state?.files?.has(source.file)) return null;
    const found = state?.awaitedFiles?.get(source.file);
    if (found === undefined) throw strange(player, `file ${source.file} of a fetch before the journal told of it`);
    if (this.#inflows.size >= MOST_INFLOWS) throw strange(player, `parts of ${MOST_INFLOWS + 1} files at a time`);
    const inflow = { source, found, incoming: new IncomingFile(this.#temporary(source), this.#intake), ended: false };
    this.#inflows.set(key, inflow);
    return inflow;
  }

  /** Bytes that are here of a file. */
  heldBytes(source: FileSource): number {
    return this.#inflows.get(inflowKey(source))?.incoming.bytes ?? 0;
  }

  /** The file is settled: only the events tell of it from here on. */
  forget(source: FileSource): void {
    this.#inflows.delete(inflowKey(source));
  }

  async #resumeFile(step: StepId, file: number, found: FoundFile): Promise<HeldSource[]> {
    const source: FileSource = { kind: 'file', step, file };
    const temporary = this.#temporary(source);
    const incoming = await IncomingFile.resume(temporary, this.#intake);
    if (incoming.bytes === 0) return [];
    await makeWritable(temporary);
    this.#inflows.set(inflowKey(source), { source, found, incoming, ended: false });
    return [{ source, bytes: incoming.bytes, incoming }];
  }

  #temporary({ step, file }: FileSource): string {
    const { directory, trial, player } = this.#collection;
    return path.join(directory.path, incomingPath(trial, player.name, { step, file }));
  }

  #stateOf(step: StepId): StepState | undefined {
    const { directory, trial, player } = this.#collection;
    return playerIn(directory.state, trial, player.name)?.steps.get(stepKey(step));
  }
}

/** It may have its final mode already, which may allow nobody anything. */
async function makeWritable(file: string): Promise<void> {
  try {
    await chmod(file, 0o600);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw storageError('write', file, error);
  }
}

function inflowKey({ step, file }: FileSource): string {
  return `${stepKey(step)}/${file}`;
}
