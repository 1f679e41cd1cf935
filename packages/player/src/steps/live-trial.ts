import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type { Leftover, Outcome, Phase, StepId } from '@conductor/types';
import { PHASES, stepIdKey, systemReason } from '@conductor/types';
import type { Cell } from '../containment/cell.ts';
import { type Ending, endCells, killCells, type Living } from '../containment/end-cells.ts';
import type { Gate } from '../gate/fork-gate.ts';
import { endText } from '../ready/end-text.ts';
import type { WatchedSpawn } from '../ready/log-probe.ts';
import { runStep, type StepEnd } from '../run-step.ts';
import type { EndReason } from './end-reason.ts';
import { forkStep } from './fork-step.ts';
import { LiveStep } from './live-step.ts';
import type { LiveTrialParts } from './live-trial-parts.ts';
import { OutputWatch } from './output-watch.ts';
import type { ShellWork } from './shell-work.ts';
import { StepOutput } from './step-output.ts';

/** What was killed already is only read back once more, and what had slipped away until now dies at once. */
const LAST_TRY_MS = 300;

/** The commands of one trial: those that are held, those that run, and what they left behind. */
export class LiveTrial implements Disposable {
  readonly #parts: LiveTrialParts;
  /** Steps of which something may be alive, by identity. */
  readonly #steps = new Map<string, LiveStep>();
  /** Cells of steps that were closed when their command ended: a second look is taken at the end of their phase. */
  readonly #closed = new Map<Phase, Cell[]>();
  /** How spawns ended, for who waits for a word of theirs. */
  readonly #spawnEnds = new Map<string, Outcome>();
  /** Gates that were given up, held or still being forked, and when nothing of each is left. */
  readonly #dropped = new Map<Cell, Promise<void>>();
  readonly #watch: OutputWatch;

  constructor(parts: LiveTrialParts) {
    this.#parts = parts;
    const { maxOutputBytes } = parts.kept.policies;
    this.#watch = new OutputWatch(maxOutputBytes, (step, reason) => void this.#end(step, reason));
  }

  /** Commands that run. */
  get runningCount(): number {
    return this.#watch.runningCount;
  }

  /**
   * Forks a command and holds it; tells `gate-held` or `gate-refused`. `takeDown` is called when its outputs are there and waited for
   * meanwhile; it is refused when that rejects.
   */
  async fork(id: StepId, work: ShellWork, takeDown: () => Promise<void>, isAhead: boolean): Promise<void> {
    const step = this.#newStep(id, work);
    // One that never has outputs is not taken down: nothing of it can run.
    let taken: Promise<unknown> = Promise.resolve();
    // While the disk makes a record durable, whoever makes a file waits for it, and all of the player with him.
    const whenOpen = () => {
      taken = takeDown();
      // It is asked for when the fork is over.
      taken.catch(() => undefined);
    };
    step.forking = isAhead ? this.#forkAhead(step, whenOpen) : forkStep(step, this.#parts, whenOpen);
    try {
      await step.forking.finally(() => taken);
      // Dropped meanwhile, and perhaps forked anew.
      if (this.#isKnown(step)) this.#parts.tell({ kind: 'gate-held', step: id });
    } catch (error) {
      if (!this.#isKnown(step)) return;
      this.#steps.delete(stepIdKey(id));
      this.#dropGate(step);
      this.#parts.tell({ kind: 'gate-refused', step: id, reason: systemReason(error) });
    }
  }

  /** Ends a gate that is held, or will be; its command never runs. */
  drop(id: StepId): void {
    const step = this.#steps.get(stepIdKey(id));
    this.#steps.delete(stepIdKey(id));
    if (step) this.#dropGate(step);
  }

  /** Lets a held command run; tells `gate-opened`, and `step-ended` when it is over. */
  async open(id: StepId): Promise<void> {
    const step = this.#steps.get(stepIdKey(id));
    if (!step) return;
    const { outcome: raw, durationMs } = await (isHeld(step) ? this.#run(step, step.gate) : this.#runAnew(step));
    const outcome = step.settle(raw);
    if (step.plan.kind === 'spawn') this.#spawnEnds.set(stepIdKey(id), outcome);
    // Told first: the next command begins before this one is tidied up.
    this.#parts.tell({ kind: 'step-ended', step: id, outcome, durationMs });
    if (this.#parts.containment.closeIfEmpty(step.cell)) this.#closeEarly(step);
    else this.#watch.linger(step);
    step.noteOver();
  }

  /** A spawn, for who waits for a word of it; one that was never started has ended as well. */
  spawnOf(id: StepId, key: string): WatchedSpawn {
    const base = this.#parts.folder.stepBase(id);
    const name = stepIdKey(id);
    return {
      key,
      paths: [`${base}.out`, `${base}.err`],
      ended: () => {
        const end = this.#spawnEnds.get(name);
        if (end !== undefined) return endText(end);
        return this.#steps.has(name) ? null : 'it was never started';
      },
    };
  }

  /** Ends the current step, and all that lives of some phases, because the trial is stopped. */
  stop(current: StepId | null, phases: readonly Phase[], reason: string): void {
    const running = current && this.#steps.get(stepIdKey(current));
    const steps = new Set(this.#living(phases));
    if (running) steps.add(running);
    void this.#endAll([...steps], { kind: 'stopped', reason });
  }

  /**
   * Ends all that lives of the phases in `over`, and reads back; outputs that nothing writes to any more are closed,
   * also those of `phase`, which has just had its last step. Resolves with what would not die.
   */
  async settle(phase: Phase, over: readonly Phase[]): Promise<readonly Leftover[]> {
    try {
      return await this.#settle(phase, over);
    } catch (error) {
      return [
        { pid: 0, command: `unknown: ${systemReason(error)}`, foundBy: 'nothing: the host could not be looked at' },
      ];
    }
  }

  async #settle(phase: Phase, over: readonly Phase[]): Promise<readonly Leftover[]> {
    const ended = this.#living(over);
    await this.#endAll(ended, { kind: 'lifetime-over' });
    await Promise.all(ended.map((step) => step.over));
    const others = over.includes(phase) ? [] : this.#living([phase]).filter(({ cell }) => cell.leader?.hasExited);
    const closed = over.flatMap((name) => this.#closed.get(name) ?? []);
    for (const name of over) this.#closed.delete(name);
    const { containment } = this.#parts;
    const living = await containment.look([...cellsOf(ended), ...cellsOf(others), ...closed]);
    for (const step of [...ended, ...others]) if (!living.has(step.cell)) this.#close(step);
    const stubborn = [...cellsOf(ended), ...closed].filter((cell) => living.has(cell));
    return stubborn.length === 0 ? [] : this.#name(await killCells(containment, stubborn, LAST_TRY_MS));
  }

  /** Ends all that lives of the trial; resolves with what would not die, whose outputs are closed as they are. */
  async end(): Promise<readonly Leftover[]> {
    const leftovers = [...(await this.settle('reset', PHASES)), ...(await this.#endDropped())];
    for (const step of this.#steps.values()) this.#close(step);
    return leftovers;
  }

  [Symbol.dispose](): void {
    this.#watch[Symbol.dispose]();
  }

  #newStep(id: StepId, work: ShellWork): LiveStep {
    const base = this.#parts.folder.stepBase(id);
    const outputs = (['out', 'err'] as const).map(
      (channel) => new StepOutput(`${base}.${channel}`, id, channel, this.#parts),
    );
    const step = new LiveStep(id, work, this.#parts.containment.open(), outputs);
    this.#steps.set(stepIdKey(id), step);
    return step;
  }

  /** Nobody waits for it yet, and a fork stands the event loop still: what there is to say is said first. */
  async #forkAhead(step: LiveStep, whenOpen: () => void): Promise<void> {
    await nextTurn();
    if (this.#isKnown(step)) await forkStep(step, this.#parts, whenOpen);
  }

  #isKnown(step: LiveStep): boolean {
    return this.#steps.get(stepIdKey(step.id)) === step;
  }

  #dropGate(step: LiveStep): void {
    const { cell } = step;
    const over = step.dropGate().then(() => {
      this.#dropped.delete(cell);
      this.#parts.containment.closeIfEmpty(cell);
    });
    this.#dropped.set(cell, over);
  }

  /** What was given up ends by itself, unless somebody has stopped it, or its fork hangs. */
  async #endDropped(): Promise<readonly Leftover[]> {
    await Promise.race([Promise.all(this.#dropped.values()), pause(LAST_TRY_MS, undefined, { ref: false })]);
    if (this.#dropped.size === 0) return [];
    return this.#name(await killCells(this.#parts.containment, [...this.#dropped.keys()], LAST_TRY_MS));
  }

  /** The gate is opened before this returns: nothing that takes time may come between. */
  #run(step: LiveStep, gate: Gate): Promise<StepEnd> {
    const end = runStep(step, gate, {
      policies: this.#parts.kept.policies,
      clock: this.#parts.clock,
      onOpened: (monotonicNs) => this.#parts.tell({ kind: 'gate-opened', step: step.id, monotonicNs }),
      end: (ending, reason) => this.#end(ending, reason),
    });
    for (const output of step.outputs) output.serve();
    this.#watch.begin(step);
    return end;
  }

  /** A gate that another step killed never ran its command: it is forked again. */
  async #runAnew(step: LiveStep): Promise<StepEnd> {
    try {
      return await this.#run(step, await forkStep(step, this.#parts));
    } catch (error) {
      return { outcome: { kind: 'not-started', reason: systemReason(error) }, durationMs: 0 };
    }
  }

  /** Ends one step that met a limit. */
  async #end(step: LiveStep, reason: EndReason): Promise<void> {
    const { containment } = this.#parts;
    if (!step.cell.leader?.hasExited) step.reason ??= reason;
    // Waiting politely would fill the disk meanwhile.
    const isUrgent = reason.kind === 'output-limit';
    step.ending ??= this.#attempt(
      isUrgent ? killCells(containment, [step.cell]) : endCells(containment, [step.cell], this.#ending()),
    );
    await step.ending;
    step.giveUp();
  }

  /** A host that cannot be looked at (no memory, no process for ps) must not take the player with it. */
  async #attempt(work: Promise<unknown>): Promise<void> {
    try {
      await work;
    } catch (error) {
      this.#parts.journal.append({ kind: 'remark', text: `what is alive could not be read: ${systemReason(error)}` });
    }
  }

  /** Ends many steps at once. */
  async #endAll(steps: readonly LiveStep[], reason: EndReason): Promise<void> {
    const fresh = steps.filter((step) => step.ending === null);
    for (const step of fresh) if (!step.cell.leader?.hasExited) step.reason ??= reason;
    const work = this.#attempt(this.#endFresh(fresh));
    for (const step of fresh) step.ending = work;
    await Promise.all(new Set(steps.map((step) => step.ending)));
    for (const step of steps) step.giveUp();
  }

  /** Most steps of a long list have left nothing behind: one look tells. */
  async #endFresh(steps: readonly LiveStep[]): Promise<void> {
    const exited = steps.filter(({ cell }) => cell.leader?.hasExited);
    const living = await this.#look(exited);
    const alive = steps.filter(({ cell }) => !cell.leader?.hasExited || living.has(cell));
    if (alive.length > 0) await endCells(this.#parts.containment, cellsOf(alive), this.#ending());
  }

  #close(step: LiveStep): void {
    for (const output of step.outputs) output.close();
    this.#watch.forget(step);
    this.#steps.delete(stepIdKey(step.id));
  }

  #closeEarly(step: LiveStep): void {
    this.#close(step);
    const { phase } = step.id;
    const cells = this.#closed.get(phase) ?? [];
    // Its number may be another's by then; its marks may not.
    cells.push({ ...step.cell, cgroupFolder: '', pidsFolder: '', leader: null });
    this.#closed.set(phase, cells);
  }

  #living(phases: readonly Phase[]): LiveStep[] {
    return this.#steps
      .values()
      .filter(({ id }) => phases.includes(id.phase))
      .toArray();
  }

  #look(steps: readonly LiveStep[]): Promise<Living> {
    return this.#parts.containment.look(cellsOf(steps));
  }

  #name(living: Living): readonly Leftover[] {
    return [...living.values()].flat().map((trace) => this.#parts.containment.nameOf(trace));
  }

  #ending(): Ending {
    const { stopSignal, killGraceMs } = this.#parts.kept.policies;
    return { stopSignal: stopSignal as NodeJS.Signals, killGraceMs };
  }
}

function cellsOf(steps: readonly LiveStep[]) {
  return steps.map(({ cell }) => cell);
}

function isHeld(step: LiveStep): step is LiveStep & { readonly gate: Gate } {
  return step.gate !== null && step.cell.leader?.hasExited === false;
}
