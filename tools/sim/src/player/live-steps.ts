import type { KeptTrial, SessionEvent } from '@conductor/player/session';
import {
  type Exit,
  isCommandStep,
  type Leftover,
  type Outcome,
  type Phase,
  type Step,
  type StepId,
  stepIdKey,
} from '@conductor/types';
import type { Program } from '../program.ts';
import type { PlayerScript, StepScript } from '../scenario/scenario.ts';
import type { World } from '../world.ts';
import type { Command, Commands } from './commands.ts';
import type { HostClock } from './host-clock.ts';
import type { TrialOnDisk } from './kept-trial.ts';

/** From a step's first signal to SIGTERM, and from SIGKILL until it is given up; as the player has them. */
const FIRST_SIGNAL_MS = 2_000;
const LAST_TRY_MS = 2_000;
/** Limits fire this much later than they say. */
const SLACK_MS = 250;

/** What the steps of an open trial are run with. */
export interface LiveGround {
  readonly world: World;
  readonly program: Program;
  readonly script: PlayerScript;
  readonly clock: HostClock;
  readonly commands: Commands;
  readonly trial: TrialOnDisk;
  readonly tell: (event: SessionEvent) => void;
}

/** Why the player ends a step. */
type Reason =
  | { readonly kind: 'deadline' | 'timed-out'; readonly limitMs: number }
  | { readonly kind: 'lifetime-over' }
  | { readonly kind: 'stopped'; readonly reason: string };

/** One step, from the fork of its gate until its end was told and nothing of it is alive, or that was given up. */
interface LiveStep {
  readonly id: StepId;
  readonly plan: Step;
  command: Command | null;
  reason: Reason | null;
  isEnding: boolean;
  isGivenUp: boolean;
  isTold: boolean;
}

/** The steps of an open trial in one life of a player: forks, opens and ends them, and tells the session. */
export class LiveSteps {
  readonly #ground: LiveGround;
  readonly #policies: KeptTrial['policies'];
  readonly #steps = new Map<string, LiveStep>();
  #settling: { readonly over: readonly Phase[]; readonly settled: (leftovers: readonly Leftover[]) => void }[] = [];

  constructor(ground: LiveGround) {
    this.#ground = ground;
    this.#policies = ground.trial.kept.policies;
  }

  get runningCount(): number {
    return this.#steps
      .values()
      .filter(({ command }) => command !== null && command.exit === null)
      .toArray().length;
  }

  fork(id: StepId, plan: Step): void {
    const step: LiveStep = { id, plan, command: null, reason: null, isEnding: false, isGivenUp: false, isTold: false };
    const { world, program, tell } = this.#ground;
    this.#steps.set(stepIdKey(id), step);
    program.after(world.about(0.5, 20), () => {
      if (this.#steps.get(stepIdKey(id)) !== step) return;
      if (this.#scriptOf(id).isForkable) return tell({ kind: 'gate-held', step: id });
      this.#steps.delete(stepIdKey(id));
      tell({ kind: 'gate-refused', step: id, reason: 'it cannot be forked' });
    });
  }

  drop(id: StepId): void {
    this.#steps.delete(stepIdKey(id));
  }

  open(id: StepId): void {
    const { world, clock, program, commands, trial, tell } = this.#ground;
    const step = this.#steps.get(stepIdKey(id));
    if (!step) return;
    const beganMs = world.nowMs;
    const onExit = (exit: Exit) => program.tell(() => this.#tellEnd(step, exit, world.nowMs - beganMs));
    const onGone = () => program.tell(() => this.#settle());
    step.command = commands.begin({ trial, id, script: this.#scriptOf(id), by: 'player', onExit, onGone });
    tell({ kind: 'gate-opened', step: id, monotonicNs: clock.monotonicNs });
    this.#limit(step, step.plan);
  }

  stop(current: StepId | null, phases: readonly Phase[], reason: string): void {
    const isMeant = ({ id }: LiveStep) =>
      phases.includes(id.phase) || (current !== null && stepIdKey(current) === stepIdKey(id));
    for (const step of this.#begun().filter(isMeant)) this.#end(step, { kind: 'stopped', reason });
  }

  /** Ends all that lives of the phases in `over`; calls back with what would not die. */
  settle(over: readonly Phase[], settled: (leftovers: readonly Leftover[]) => void): void {
    for (const step of this.#begun().filter(({ id }) => over.includes(id.phase))) {
      this.#end(step, { kind: 'lifetime-over' });
    }
    this.#settling.push({ over, settled });
    const { world, program } = this.#ground;
    program.after(world.about(0.5, 10), () => this.#settle());
  }

  #limit(step: LiveStep, plan: Step): void {
    if (!isCommandStep(plan) || plan.kind === 'spawn') return;
    const limitMs = plan.kind === 'timeout' ? plan.limitMs : this.#policies.stepTimeoutMs;
    if (limitMs === null) return;
    const kind = plan.kind === 'timeout' ? 'deadline' : 'timed-out';
    this.#ground.program.after(limitMs + SLACK_MS, () => {
      if (step.command?.exit === null) this.#end(step, { kind, limitMs });
    });
  }

  /** SIGINT, SIGTERM, SIGKILL; then its end is not waited for any more. */
  #end(step: LiveStep, reason: Reason): void {
    const { program, commands } = this.#ground;
    const { command } = step;
    if (!command || step.isEnding || !commands.isAlive(command)) return;
    if (command.exit === null) step.reason ??= reason;
    step.isEnding = true;
    const termMs = FIRST_SIGNAL_MS;
    const killMs = termMs + this.#policies.killGraceMs;
    commands.signal(command, 'stop');
    program.after(termMs, () => commands.signal(command, 'term'));
    program.after(killMs, () => commands.signal(command, 'kill'));
    program.after(killMs + LAST_TRY_MS, () => this.#giveUp(step, command));
    // What has ended and left a child is swept at once.
    if (command.exit !== null) commands.signal(command, 'term');
  }

  #giveUp(step: LiveStep, command: Command): void {
    if (!this.#ground.commands.isAlive(command)) return;
    step.isGivenUp = true;
    if (!step.isTold) this.#tellEnd(step, { kind: 'lost' }, 0);
    this.#settle();
  }

  #tellEnd(step: LiveStep, exit: Exit, durationMs: number): void {
    if (step.isTold) return;
    step.isTold = true;
    const outcome = outcomeOf(step.reason, exit);
    this.#see(step.id, outcome);
    this.#ground.tell({ kind: 'step-ended', step: step.id, outcome, durationMs });
    this.#settle();
  }

  #see({ phase, index }: StepId, outcome: Outcome): void {
    const { world, script, trial } = this.#ground;
    world.see({ kind: 'ended', player: script.name, trial: trial.name, phase, index, outcome });
  }

  /** Whoever waits for phases to be over is told, as soon as they are. */
  #settle(): void {
    const { world, commands } = this.#ground;
    const [first] = this.#settling;
    if (!first) return;
    const meant = this.#begun().filter(({ id }) => first.over.includes(id.phase));
    const isOver = (step: LiveStep) =>
      step.isTold && (step.isGivenUp || !step.command || !commands.isAlive(step.command));
    if (!meant.every(isOver)) return;
    this.#settling = this.#settling.slice(1);
    const leftovers = meant.filter(({ isGivenUp }) => isGivenUp);
    for (const { id } of meant) this.#steps.delete(stepIdKey(id));
    for (const { command } of leftovers) if (command) commands.name(command);
    world.tell(this.#ground.script.name, () => `${first.over.join()} settled`);
    first.settled(leftovers.map(nameOf));
  }

  #begun(): LiveStep[] {
    return this.#steps
      .values()
      .filter(({ command }) => command !== null)
      .toArray();
  }

  #scriptOf({ phase, index }: StepId): StepScript {
    const script = this.#ground.script.phases[phase][index - 1];
    if (!script) throw new Error(`${phase} has no step ${index}`);
    return script;
  }
}

function outcomeOf(reason: Reason | null, exit: Exit): Outcome {
  if (reason) return { ...reason, exit };
  if (exit.kind === 'code') return { kind: 'exited', code: exit.code };
  if (exit.kind === 'signal') return { kind: 'signaled', signal: exit.signal };
  return { kind: 'unknown', reason: 'the end of its shell was never seen' };
}

function nameOf({ id }: LiveStep): Leftover {
  return { pid: 1_000 + id.index, command: stepIdKey(id), foundBy: 'limit-mark' };
}
