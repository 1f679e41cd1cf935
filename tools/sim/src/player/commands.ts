import type { Exit, StepId } from '@conductor/types';
import type { Payer } from '../deed.ts';
import type { StepScript, Strength } from '../scenario/scenario.ts';
import type { World } from '../world.ts';
import type { TrialOnDisk } from './kept-trial.ts';

/** What a host needs to let a command run. */
export interface NewCommand {
  readonly trial: TrialOnDisk;
  readonly id: StepId;
  readonly script: StepScript;
  readonly by: Payer;
  /** Its own end, which the program that started it may see. */
  readonly onExit: (exit: Exit) => void;
  /** Nothing of it is alive any more. */
  readonly onGone: () => void;
}

/** A command on a host, and the child that it may have left there. */
export interface Command extends NewCommand {
  exit: Exit | null;
  hasChild: boolean;
}

const RANK: Readonly<Record<Strength | 'never', number>> = { stop: 0, term: 1, kill: 2, never: 3 };

/** The processes of a host: they live on whatever becomes of the player. */
export class Commands {
  readonly #world: World;
  readonly #player: string;
  #alive: Command[] = [];

  constructor(world: World, player: string) {
    this.#world = world;
    this.#player = player;
  }

  begin(wanted: NewCommand): Command {
    const command: Command = { ...wanted, exit: null, hasChild: false };
    const { id, trial, by, script } = command;
    this.#alive.push(command);
    this.#see('began', command, { by, hasProcess: true });
    if (script.lastsMs !== null) {
      this.#world.timeline.after(script.lastsMs, () => this.#exit(command, { kind: 'code', code: script.code }, true));
    }
    this.#world.tell(this.#player, () => `${trial.name} ${id.phase}/${id.index} runs`);
    return command;
  }

  /** Sends a signal to a command and what it left. */
  signal(command: Command, strength: Strength): void {
    this.#world.timeline.after(this.#world.about(0.1, 15), () => {
      if (RANK[command.script.diesOf] <= RANK[strength]) {
        this.#exit(command, { kind: 'signal', signal: strength === 'kill' ? 'SIGKILL' : 'SIGINT' }, false);
      }
      if (command.script.diesOf !== 'never' && strength !== 'stop') this.#loseChild(command);
    });
  }

  isAlive(command: Command): boolean {
    return command.exit === null || command.hasChild;
  }

  aliveOf(trial: TrialOnDisk): readonly Command[] {
    return this.#alive.filter((command) => command.trial === trial);
  }

  /** The host loses its power. */
  vanish(): void {
    for (const command of this.#alive.splice(0)) {
      command.exit ??= { kind: 'lost' };
      command.hasChild = false;
      this.#see('gone', command, {});
    }
  }

  /** It would not die; that was said. */
  name(command: Command): void {
    this.#see('named', command, {});
  }

  #exit(command: Command, exit: Exit, byItself: boolean): void {
    if (command.exit) return;
    command.exit = exit;
    command.hasChild = byItself && command.script.leavesChild;
    this.#bury(command);
    command.onExit(exit);
    if (!this.isAlive(command)) command.onGone();
  }

  #loseChild(command: Command): void {
    if (!command.hasChild) return;
    command.hasChild = false;
    this.#bury(command);
    command.onGone();
  }

  #bury(command: Command): void {
    if (this.isAlive(command)) return;
    this.#alive = this.#alive.filter((other) => other !== command);
    this.#see('gone', command, {});
  }

  #see<K extends 'began' | 'gone' | 'named'>(kind: K, { trial, id }: Command, more: object): void {
    const { phase, index } = id;
    const base = { player: this.#player, trial: trial.name, phase, index, by: 'player', hasProcess: true } as const;
    this.#world.see({ ...base, ...more, kind });
  }
}
