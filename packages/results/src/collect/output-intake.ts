import { rename } from 'node:fs/promises';
import path from 'node:path';
import { type Channel, errnoOf, isShellStep, type RunEventBody, type ShellStep, type StepId } from '@conductor/types';
import { outputPath, rewoundPath } from '../directory/run-paths.ts';
import { type OutputState, outputIn, playerIn, type StepState, stepKey } from '../fold/run-state.ts';
import { storageError } from '../storage/storage-error.ts';
import { syncFolder } from '../storage/write-whole-file.ts';
import type { Collection } from './collection.ts';
import type { EndedSource, HeldSource } from './ended-source.ts';
import { IncomingFile, type Intake } from './incoming-file.ts';
import type { OutputInflow, OutputSource } from './inflow.ts';
import { shellStepOf } from './plan-step.ts';

const CHANNELS: readonly Channel[] = ['out', 'err'];

/** The outputs of one player's trial: each grows under its final name, so that a run can be read while it runs. */
export class OutputIntake {
  readonly #collection: Collection;
  readonly #intake: Intake;
  readonly #inflows = new Map<string, OutputInflow>();

  constructor(collection: Collection, intake: Intake) {
    this.#collection = collection;
    this.#intake = intake;
  }

  /** Finds what is held already of the steps that the journal told of. */
  async resume(): Promise<HeldSource[]> {
    const held: HeldSource[] = [];
    for (const state of this.#known()) {
      for (const channel of CHANNELS) held.push(...(await this.#resumeOutput(state, channel)));
    }
    return held;
  }

  /** Where a chunk of this source goes; `null` when nothing of it is wanted. */
  async inflow(source: OutputSource): Promise<OutputInflow | null> {
    const step = shellStepOf(this.#collection.player, source.step);
    const key = inflowKey(source.step, source.channel);
    const inflow = this.#inflows.get(key) ?? this.#begin(key, source, step);
    if (source.generation > inflow.generation) await this.#intake.alone(() => this.#moveOn(inflow, source.generation));
    return inflow.ended || source.generation < inflow.generation ? null : inflow;
  }

  /** Bytes that are here of an output. */
  heldBytes({ step, channel }: OutputSource): number {
    return this.#inflows.get(inflowKey(step, channel))?.incoming.bytes ?? this.#stateOf({ step, channel })?.bytes ?? 0;
  }

  /** Bytes of all outputs that commands truncated. */
  rewoundBytes(): number {
    let bytes = 0;
    for (const { outputs } of this.#known()) {
      for (const channel of CHANNELS) {
        for (const kept of outputs[channel]?.rewound?.values() ?? []) bytes += kept.bytes;
      }
    }
    return bytes;
  }

  /** What is left to say of an output whose bytes are durable; `null` when the command has truncated it since. */
  conclusion(end: Extract<EndedSource, { kind: 'output' }>): RunEventBody | null {
    const { inflow, source, sha256 } = end;
    if (inflow.generation !== source.generation) return null;
    const { bytes } = inflow.incoming;
    this.#inflows.delete(inflowKey(source.step, source.channel));
    return {
      kind: 'output-collected',
      ...this.#identity(inflow),
      path: bytes === 0 ? null : inflow.path,
      bytes,
      sha256,
    };
  }

  /** The parts of outputs that are held without an end, where that was not said yet. */
  *unfinished(): Generator<RunEventBody> {
    for (const inflow of this.#inflows.values()) {
      const said = this.#stateOf(inflow)?.bytes ?? 0;
      if (!inflow.ended && inflow.incoming.bytes > said) yield this.held(inflow);
    }
  }

  /** What is there of an output whose end will not come. */
  held(inflow: OutputInflow): RunEventBody {
    return { kind: 'output-held', ...this.#identity(inflow), path: inflow.path, bytes: inflow.incoming.bytes };
  }

  #known(): Iterable<StepState> {
    const { directory, trial, player } = this.#collection;
    return playerIn(directory.state, trial, player.name)?.steps.values() ?? [];
  }

  async #resumeOutput(state: StepState, channel: Channel): Promise<HeldSource[]> {
    const known = state.outputs[channel];
    const step = state.id;
    const plan = this.#collection.player.phases[step.phase][step.index - 1];
    if (plan === undefined || !isShellStep(plan)) return [];
    const source: OutputSource = { kind: 'output', step, channel, generation: known?.generation ?? 0 };
    if (known !== null && known.sha256 !== null) return [{ source, bytes: known.bytes, incoming: null }];
    const inflow = this.#begin(inflowKey(step, channel), source, plan);
    inflow.incoming = await IncomingFile.resume(inflow.incoming.path, this.#intake);
    const { incoming } = inflow;
    return incoming.bytes === 0 ? [] : [{ source, bytes: incoming.bytes, incoming }];
  }

  /** An output of which nothing is held, or all. */
  #begin(key: string, source: OutputSource, step: ShellStep): OutputInflow {
    const { directory, trial, player } = this.#collection;
    const { step: id, channel } = source;
    const relative = outputPath(trial, id, player.name, step.key, channel);
    const known = this.#stateOf({ step: id, channel });
    const inflow: OutputInflow = {
      step: id,
      channel,
      path: relative,
      generation: known?.generation ?? 0,
      incoming: new IncomingFile(path.join(directory.path, relative), this.#intake),
      ended: known !== undefined && known.sha256 !== null,
    };
    this.#inflows.set(key, inflow);
    return inflow;
  }

  /** The command has truncated its output: what is held gets its other name, and a new generation begins. */
  async #moveOn(inflow: OutputInflow, generation: number): Promise<void> {
    const { directory } = this.#collection;
    const kept = await this.#keepRewound(inflow);
    directory.append({ kind: 'output-collected', ...this.#identity(inflow), ...kept });
    inflow.generation = generation;
    inflow.incoming = new IncomingFile(inflow.incoming.path, this.#intake);
    inflow.ended = false;
    directory.append({ kind: 'output-held', ...this.#identity(inflow), path: inflow.path, bytes: 0 });
    await directory.written(this.#intake.signal);
  }

  /** Gives what is held of the generation that is over its other name; a crash may have left it there already. */
  async #keepRewound(inflow: OutputInflow): Promise<{ path: string | null; bytes: number; sha256: string }> {
    const { directory } = this.#collection;
    const relative = rewoundPath(inflow.path, inflow.generation);
    const target = path.join(directory.path, relative);
    await inflow.incoming.leave();
    try {
      await rename(inflow.incoming.path, target);
      await syncFolder(path.dirname(target));
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT') throw storageError('rename', inflow.incoming.path, error);
    }
    const kept = await IncomingFile.resume(target, this.#intake);
    await kept.sync();
    return { path: kept.bytes === 0 ? null : relative, bytes: kept.bytes, sha256: await kept.checksum() };
  }

  #stateOf({ step, channel }: Pick<OutputInflow, 'step' | 'channel'>): OutputState | undefined {
    const { directory, trial, player } = this.#collection;
    return outputIn(playerIn(directory.state, trial, player.name), step, channel);
  }

  #identity({ step, channel, generation }: OutputInflow) {
    const { player, trial } = this.#collection;
    return { player: player.name, trial, step, channel, generation };
  }
}

function inflowKey(step: StepId, channel: Channel): string {
  return `${stepKey(step)}/${channel}`;
}
