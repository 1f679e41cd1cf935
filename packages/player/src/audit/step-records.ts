import {
  type Clock,
  elapsedMs,
  isCommandStep,
  type Phase,
  type PhaseSteps,
  type Step,
  type StepId,
  stepIdKey,
} from '@conductor/types';
import type { AuditTrial } from './audit-entry.ts';
import type { AuditLog } from './audit-log.ts';
import { armedEntry } from './trial-entries.ts';

/** A step that is asked for so soon after another is one of a list of quick steps. */
const QUICK_MS = 50;
/** Of such a list so many steps are taken down together. */
const MOST_TOGETHER = 32;

/** What the records of steps are written with. */
export interface StepRecordsGround {
  readonly audit: Pick<AuditLog, 'note' | 'ensure'>;
  readonly clock: Pick<Clock, 'monotonicNs'>;
  /** Whom steps run as. */
  readonly user: string;
}

/**
 * Takes the steps of a trial down before they run. Each waits for the disk, which may take longer than the step itself: so of a list
 * whose steps follow one another quickly, those that come next are taken down together, twice as many each time.
 */
export class StepRecords {
  readonly #trial: AuditTrial & { readonly phases: PhaseSteps };
  readonly #ground: StepRecordsGround;
  /** Of steps that were not asked for yet: on the disk, or on the way to it. */
  readonly #ahead = new Map<string, Promise<void>>();
  #together = 1;
  #before: { readonly phase: Phase; readonly askedNs: bigint } | null = null;

  constructor(trial: AuditTrial & { readonly phases: PhaseSteps }, ground: StepRecordsGround) {
    this.#trial = trial;
    this.#ground = ground;
  }

  /** Resolves when the step may run: of Reset every step may, whether or not it can be taken down. */
  async takeDown(id: StepId, plan: Step): Promise<void> {
    const { audit } = this.#ground;
    if (id.phase === 'reset') return audit.note(this.#entryOf(id, plan));
    const isQuick = this.#isQuick(id.phase);
    if (!isQuick) this.#together = 1;
    if (await this.#isKnown(id)) return;
    const next = this.#nextOf(id, plan, this.#together - 1);
    if (isQuick) this.#together = Math.min(2 * this.#together, MOST_TOGETHER);
    const entries = next.map(({ step, plan: later }) => this.#entryOf(step, later));
    const written = audit.ensure(this.#entryOf(id, plan), entries);
    for (const { step } of next) this.#ahead.set(stepIdKey(step), written);
    await written;
  }

  /** What the disk refused together is tried again when it is asked for. */
  async #isKnown(id: StepId): Promise<boolean> {
    const key = stepIdKey(id);
    const written = this.#ahead.get(key);
    this.#ahead.delete(key);
    return written !== undefined && (await written.then(() => true).catch(() => false));
  }

  /** Nobody knows of a phase before it has begun whether it is quick, nor whether it comes. */
  #isQuick(phase: Phase): boolean {
    const before = this.#before;
    const askedNs = this.#ground.clock.monotonicNs();
    this.#before = { phase, askedNs };
    return before !== null && before.phase === phase && elapsedMs(before.askedNs, askedNs) < QUICK_MS;
  }

  /** At most so many steps behind one, up to the first that is no command. */
  #nextOf({ phase, index, attempt }: StepId, plan: Step, most: number) {
    if (attempt > 1 || !isCommandStep(plan)) return [];
    const behind = this.#trial.phases[phase].slice(index, index + most);
    const end = behind.findIndex((step) => !isCommandStep(step));
    const commands = end === -1 ? behind : behind.slice(0, end);
    return commands.map((step) => ({ step: { phase, index: step.index, attempt: 1 }, plan: step }));
  }

  #entryOf(step: StepId, plan: Step) {
    return armedEntry(this.#trial, step, plan, this.#ground.user);
  }
}
