import type { CommandStep, Exit, Outcome, StepId } from '@conductor/types';
import type { Cell } from '../containment/cell.ts';
import type { Gate } from '../gate/fork-gate.ts';
import type { EndReason } from './end-reason.ts';
import type { ShellWork } from './shell-work.ts';
import type { StepOutput } from './step-output.ts';

/** A step that a shell performs, from its fork until nothing of it is alive. */
export class LiveStep {
  readonly id: StepId;
  readonly plan: CommandStep;
  /** What the end of its command means for the step. */
  readonly settle: (outcome: Outcome) => Outcome;
  readonly reads: ShellWork['reads'];
  readonly cell: Cell;
  /** Its two outputs; none where the disk could not take them. */
  outputs: readonly StepOutput[];
  gate: Gate | null = null;
  /** Settled when it is held, or cannot be; `null` before that began. */
  forking: Promise<unknown> | null = null;
  /** Why we end it; the first reason wins. */
  reason: EndReason | null = null;
  /** The work of ending it; begun once. */
  ending: Promise<unknown> | null = null;
  readonly #over = Promise.withResolvers<void>();
  readonly #lost = Promise.withResolvers<Exit>();

  constructor(id: StepId, { plan, settle, reads }: ShellWork, cell: Cell, outputs: readonly StepOutput[]) {
    this.id = id;
    this.plan = plan;
    this.settle = settle;
    this.reads = reads;
    this.cell = cell;
    this.outputs = outputs;
  }

  /** Resolves when its end was told. */
  get over(): Promise<void> {
    return this.#over.promise;
  }

  /** How its command ended; `lost` when that was given up. */
  get exited(): Promise<Exit> {
    return Promise.race([this.gate?.exited ?? this.#lost.promise, this.#lost.promise]);
  }

  /** Ends its gate; resolves when nothing of that is left. One that is still being forked is ended as soon as it is held. */
  async dropGate(): Promise<void> {
    this.gate?.drop();
    await this.forking?.catch(() => undefined);
    this.gate?.drop();
    await this.gate?.exited;
  }

  noteOver(): void {
    this.#over.resolve();
  }

  /** It would not die: nobody waits for it any longer. */
  giveUp(): void {
    this.#lost.resolve({ kind: 'lost' });
  }
}
