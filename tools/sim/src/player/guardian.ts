import type { Exit, StepId } from '@conductor/types';
import type { PlayerScript, StepScript } from '../scenario/scenario.ts';
import type { World } from '../world.ts';
import type { Command, Commands } from './commands.ts';
import type { TrialOnDisk } from './kept-trial.ts';

/** How soon a guardian notices the death of its player, and how long it tries to end what would not die. */
const NOTICE_MS = [20, 70] as const;
const LAST_TRY_MS = 2_000;

/** What a guardian works with. */
export interface GuardedTrial {
  readonly world: World;
  readonly script: PlayerScript;
  readonly commands: Commands;
  readonly trial: TrialOnDisk;
}

/** What pays the Reset of a trial when its player is dead: it ends all that is alive, then runs the steps of Reset. */
export class Guardian {
  readonly #guarded: GuardedTrial;
  readonly #onDone: () => void;
  #isAlive = true;

  constructor(guarded: GuardedTrial, onDone: () => void) {
    this.#guarded = guarded;
    this.#onDone = onDone;
    this.#soon(guarded.world.about(...NOTICE_MS), () => this.#wipe());
  }

  /** SIGKILL. */
  die(): void {
    this.#isAlive = false;
  }

  #wipe(): void {
    this.#killAll(() => {
      const { trial, world, script } = this.#guarded;
      if (!trial.isArmed || trial.isSettled) {
        this.#end();
        return;
      }
      world.see({ kind: 'reset-began', player: script.name, trial: trial.name, by: 'guardian' });
      this.#perform(1);
    });
  }

  /** One step after the other; what spawns left is ended with the last. */
  #perform(index: number): void {
    const { trial, world, script } = this.#guarded;
    const step = script.phases.reset[index - 1];
    if (!step) {
      this.#killAll(() => {
        trial.isSettled = true;
        world.see({ kind: 'reset-over', player: script.name, trial: trial.name, by: 'guardian' });
        this.#end();
      });
      return;
    }
    const goOn = () => this.#soon(world.about(1, 10), () => this.#perform(index + 1));
    if (step.kind === 'fetch') goOn();
    else this.#run(step, index, goOn);
  }

  #run(step: StepScript, index: number, goOn: () => void): void {
    const { trial, commands } = this.#guarded;
    let isOver = false;
    const onExit = (_exit: Exit) => {
      if (!isOver && step.kind !== 'spawn') goOn();
      isOver = true;
    };
    const id: StepId = { phase: 'reset', index, attempt: 1 };
    const command = commands.begin({ trial, id, script: step, by: 'guardian', onExit, onGone: () => undefined });
    if (step.kind === 'spawn') {
      goOn();
      return;
    }
    const limitMs = step.kind === 'timeout' ? step.limitMs : (trial.kept.policies.stepTimeoutMs ?? 0);
    this.#soon(limitMs, () => {
      if (command.exit === null) commands.signal(command, 'kill');
    });
    this.#soon(limitMs + LAST_TRY_MS, () => onExit({ kind: 'lost' }));
  }

  /** Ends all that is alive of the trial; what would not die is named. */
  #killAll(done: () => void): void {
    const { trial, commands } = this.#guarded;
    const living = commands.aliveOf(trial);
    for (const command of living) commands.signal(command, 'kill');
    this.#soon(living.every(willDie) ? 20 : LAST_TRY_MS, () => {
      for (const command of commands.aliveOf(trial)) commands.name(command);
      done();
    });
  }

  #end(): void {
    this.#isAlive = false;
    this.#onDone();
  }

  #soon(ms: number, deed: () => void): void {
    this.#guarded.world.timeline.after(ms, () => {
      if (this.#isAlive) deed();
    });
  }
}

function willDie({ script, exit }: Command): boolean {
  return exit !== null || script.diesOf !== 'never';
}
