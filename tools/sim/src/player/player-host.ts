import type { Machines } from '../machines.ts';
import type { Side } from '../network/connection.ts';
import type { Answering } from '../network/link.ts';
import type { PlayerScript } from '../scenario/scenario.ts';
import type { World } from '../world.ts';
import { Commands } from './commands.ts';
import { Guardian } from './guardian.ts';
import { HostClock } from './host-clock.ts';
import type { RebootOnDisk, TrialOnDisk } from './kept-trial.ts';
import { PlayerLife } from './life.ts';
import type { LifeGround } from './life-ground.ts';

/** A host with a player: its disk, its processes, and one life of the player after another. */
export class PlayerHost implements Answering {
  readonly name: string;
  readonly commands: Commands;
  readonly clock: HostClock;
  readonly #world: World;
  readonly #script: PlayerScript;
  readonly #machines: Machines;
  readonly #disk = new Set<TrialOnDisk>();
  #life: PlayerLife | null = null;
  #isListening = false;
  #guardian: Guardian | null = null;
  /** Called when the guardian is done. */
  #onPaid = () => undefined as unknown;
  #fullDisks = 0;
  /** Which boot of the host this is. */
  #boot = 1;
  #sides: Side[] = [];

  constructor(world: World, script: PlayerScript, machines: Machines) {
    this.#world = world;
    this.#script = script;
    this.#machines = machines;
    this.name = script.name;
    this.commands = new Commands(world, script.name);
    this.clock = new HostClock(world, script.clock);
    world.timeline.after(script.listensAtMs, () => this.#begin());
  }

  /** Nothing is owed, running, or waited for. */
  get isAtRest(): boolean {
    const { holder, trial } = this.#life?.session ?? {};
    return !holder && !trial && this.#guardian === null && !this.#unsettled();
  }

  /** The run that holds the player. */
  get heldBy(): string | null {
    return this.#life?.session.holder?.run.runId ?? null;
  }

  answer(side: Side): void {
    if (!this.#life?.program.isAlive || !this.#isListening) {
      side.refuse();
      return;
    }
    this.#sides = this.#sides.filter(({ isOpen }) => isOpen);
    this.#sides.push(side);
    this.#life.take(side);
  }

  stop(): void {
    if (!this.#life?.program.isAlive) return;
    this.#life.program.stop();
    this.#world.see({ kind: 'stopped', player: this.name });
  }

  goOn(): void {
    if (!this.#life?.program.isStopped) return;
    this.#world.see({ kind: 'went-on', player: this.name });
    this.#life.program.goOn();
  }

  askToLeave(): void {
    const life = this.#life;
    life?.program.tell(() => life.tell({ kind: 'leave-asked', signal: 'SIGTERM' }));
  }

  /** Kills the player, also its guardian, or the whole host; it is started again later. */
  kill(takes: 'player' | 'guardian' | 'host', restartAfterMs: number): void {
    const life = this.#life;
    if (!life?.program.isAlive) return;
    this.#world.see({ kind: 'killed', player: this.name, takes });
    this.#endLife(takes === 'host');
    if (takes === 'host') this.#powerOff();
    this.#guardian?.die();
    this.#guardian = null;
    if (life.openTrial && takes === 'player') this.#guardWhenDue(life.openTrial);
    this.#world.timeline.after(restartAfterMs, () => this.#recover());
  }

  fillDisk(): void {
    this.#fullDisks += 1;
  }

  clearDisk(): void {
    this.#fullDisks -= 1;
  }

  #begin(takenUp: LifeGround['takenUp'] = null): void {
    this.#life = new PlayerLife({
      takenUp,
      onReboot: (trial, reboot, onStaysUp) => this.#reboot(trial, { ...reboot, boot: this.#boot }, onStaysUp),
      world: this.#world,
      script: this.#script,
      clock: this.clock,
      machines: this.#machines,
      commands: this.commands,
      disk: this.#disk,
      isDiskFull: () => this.#fullDisks > 0,
      onLeave: () => this.#leave(),
    });
    this.#isListening = true;
    this.#world.see({ kind: 'listens', player: this.name });
  }

  /** Nothing is owed by one that leaves, but in a reboot: where the host then stays up after all, it is as dead as any other. */
  #leave(): void {
    const open = this.#life?.openTrial ?? null;
    this.#world.see({ kind: 'left', player: this.name });
    this.#endLife(false);
    if (open !== null && open.reboot === null) this.#recover();
  }

  /** The command has run: the host goes down a little later, whatever becomes of the player meanwhile, or not at all. */
  #reboot(trial: TrialOnDisk, reboot: RebootOnDisk, onStaysUp: () => void): void {
    const { timeline } = this.#world;
    const { phase, index } = reboot.step;
    const downMs = this.#script.phases[phase][index - 1]?.downMs ?? null;
    const isOn = () => trial.reboot === reboot && this.#boot === reboot.boot;
    trial.reboot = reboot;
    this.#world.see({ kind: 'goes-down', player: this.name, trial: trial.name, phase, index });
    if (downMs !== null) timeline.after(this.#world.about(1, 300), () => isOn() && this.#goDown(downMs));
    timeline.after(reboot.plan.limitMs, () => {
      if (!isOn()) return;
      trial.reboot = null;
      // Whoever lives is told; whoever was told to end before is started again.
      if (this.#life) onStaysUp();
      else if (this.#guardian === null) this.#recover();
    });
  }

  #goDown(downMs: number): void {
    this.#world.see({ kind: 'went-down', player: this.name });
    this.#endLife(false);
    this.#powerOff();
    this.#guardian?.die();
    this.#guardian = null;
    this.#world.timeline.after(downMs, () => this.#recover());
  }

  #powerOff(): void {
    this.#boot += 1;
    this.commands.vanish();
  }

  /** While a step reboots the host, the death of a player is none; the time of that step ends it. */
  #guardWhenDue(trial: TrialOnDisk): void {
    if (trial.reboot === null) this.#guard(trial);
  }

  /** What an earlier life has left at a reboot, when it goes on in this one. */
  #followReboot(trial: TrialOnDisk): LifeGround['takenUp'] {
    const { reboot, kept } = trial;
    trial.reboot = null;
    if (reboot === null) return null;
    const awayMs = this.#world.nowMs - reboot.beganMs;
    if (reboot.boot === this.#boot || awayMs > reboot.plan.limitMs) return null;
    trial.reboot = reboot;
    const { step, plan, before } = reboot;
    return { trial, returned: { kept, reboot: { step, plan }, before, awayMs, isOwed: trial.isArmed } };
  }

  /** Before it listens again, a player has paid what an earlier life owes, or waited until a guardian has. */
  #recover(): void {
    if (this.#life) return;
    const unsettled = this.#unsettled();
    const takenUp = unsettled ? this.#followReboot(unsettled) : null;
    if (!unsettled || takenUp) {
      this.#begin(takenUp);
      if (unsettled) unsettled.reboot = null;
      return;
    }
    this.#onPaid = () => {
      this.#onPaid = () => undefined;
      this.#closeKept(unsettled);
      this.#begin();
    };
    if (this.#guardian === null) this.#guard(unsettled);
  }

  /** What an earlier life left open is told to its end. */
  #closeKept(trial: TrialOnDisk): void {
    const reset = trial.isArmed ? 'paid' : 'not-owed';
    trial.append({ kind: 'trial-closed', reset }, this.clock.wall.toISOString(), this.clock.monotonicNs);
    trial.isSettled = true;
    trial.isClosed = true;
    trial.changed();
    this.#world.see({ kind: 'closed', player: this.name, trial: trial.name, reset });
  }

  #guard(trial: TrialOnDisk): void {
    const guarded = { world: this.#world, script: this.#script, commands: this.commands, trial };
    this.#guardian = new Guardian(guarded, () => {
      this.#guardian = null;
      this.#onPaid();
    });
  }

  /** The kernel closes what the program had open; a host without power says nothing. */
  #endLife(isSilent: boolean): void {
    this.#life?.program.end();
    this.#life = null;
    this.#isListening = false;
    for (const side of this.#sides.splice(0)) {
      if (isSilent) side.vanish();
      else side.close('in-order');
    }
  }

  #unsettled(): TrialOnDisk | undefined {
    return [...this.#disk].find(({ isClosed }) => !isClosed);
  }
}
