import {
  type CourseEffect,
  type CourseEnding,
  type CourseEvent,
  type CourseMachine,
  type CoursePlan,
  exitCodeOf,
} from '@conductor/conductor';
import type { RunRef, RunResult, Settings } from '@conductor/types';
import { brief } from '../brief.ts';
import type { Machines } from '../machines.ts';
import type { Link } from '../network/link.ts';
import { Program } from '../program.ts';
import type { World } from '../world.ts';
import { CollectionLink } from './collection-link.ts';
import { ControlLink } from './control-link.ts';
import { RunRecord } from './run-record.ts';
import type { Stage } from './stage.ts';

/** A conductor as it is started. */
export interface NewConductor {
  readonly name: string;
  readonly plan: CoursePlan;
  readonly settings: Settings;
  readonly machines: Machines;
  readonly link: (player: string) => Link;
  readonly onWord: () => void;
}

/** A conductor on its host: the course of a run, and what performs it. */
export class ConductorHost {
  readonly name: string;
  readonly program: Program;
  readonly run: RunRef;
  readonly #world: World;
  readonly #machine: CourseMachine;
  readonly #record: RunRecord;
  readonly #controls: ReadonlyMap<string, ControlLink>;
  readonly #collections: ReadonlyMap<string, CollectionLink>;
  readonly #beganMs: number;
  #wakeMs: number | null = null;
  #result: RunResult | null = null;
  #isQuiet = false;
  #fullDisks = 0;

  constructor(world: World, { name, plan, settings, machines, link, onWord }: NewConductor) {
    this.name = name;
    this.#world = world;
    this.#beganMs = world.nowMs;
    this.run = { runId: name, epoch: 1 };
    this.program = new Program(world.timeline, world.random() < 0.5);
    this.#machine = machines.course(plan);
    const { players, phases, trials } = plan;
    this.#record = new RunRecord(world, { runId: name, players, phases, trials: trials.length, settings });
    const stage: Stage = {
      name,
      world,
      program: this.program,
      run: this.run,
      record: this.#record,
      link,
      onWord,
      tell: (event) => this.#post(event),
      isDiskFull: () => this.#fullDisks > 0,
      isQuiet: () => this.#isQuiet,
    };
    this.#controls = new Map(players.map((player) => [player.name, new ControlLink(stage, player.name)]));
    this.#collections = new Map(players.map((player) => [player.name, new CollectionLink(stage, player.name)]));
    world.see({ kind: 'conductor-began', conductor: name });
    this.#post({ kind: 'tick' });
  }

  /** What it says that the run came to, once it has ended by itself. */
  get result(): RunResult | null {
    return this.#result;
  }

  get isAlive(): boolean {
    return this.program.isAlive;
  }

  interrupt(signal: string): void {
    this.program.tell(() => {
      this.#world.see({ kind: 'interrupted', conductor: this.name, signal });
      this.#post({ kind: 'interrupted', signal });
    });
  }

  break(event: CourseEvent): void {
    this.program.tell(() => this.#post(event));
  }

  stop(): void {
    if (!this.isAlive) return;
    this.program.stop();
    this.#world.see({ kind: 'conductor-stopped', conductor: this.name });
  }

  goOn(): void {
    if (!this.program.isStopped) return;
    this.#world.see({ kind: 'conductor-went-on', conductor: this.name });
    this.program.goOn();
  }

  kill(): void {
    if (!this.isAlive) return;
    this.#world.see({ kind: 'conductor-killed', conductor: this.name });
    this.#leave();
  }

  fillDisk(): void {
    this.#fullDisks += 1;
  }

  clearDisk(): void {
    this.#fullDisks -= 1;
  }

  /** What is posted is looked at when what is being done is done. */
  #post(event: CourseEvent): void {
    this.#world.timeline.after(0, () => this.program.tell(() => this.#live(event)));
  }

  #live(event: CourseEvent): void {
    const nowMs = this.#world.nowMs - this.#beganMs;
    if (event.kind !== 'tick') this.#world.tell(this.name, () => `told ${brief(event)}`);
    for (const effect of this.#machine.advance(event, nowMs)) {
      if (effect.kind === 'end') this.#exit(effect.ending);
      else this.#perform(effect);
    }
    if (this.isAlive) this.#wake();
  }

  #wake(): void {
    const atMs = this.#machine.wakeAtMs();
    if (atMs === null || atMs === this.#wakeMs) return;
    this.#wakeMs = atMs;
    this.program.after(this.#beganMs + atMs - this.#world.nowMs, () => {
      if (this.#wakeMs !== atMs) return;
      this.#wakeMs = null;
      this.#live({ kind: 'tick' });
    });
  }

  #perform(effect: Exclude<CourseEffect, { readonly kind: 'end' }>): void {
    if (!isHeartbeat(effect)) this.#world.tell(this.name, () => `does ${brief(effect)}`);
    switch (effect.kind) {
      case 'dial':
        this.#controls.get(effect.player)?.dial();
        return;
      case 'send':
        this.#controls.get(effect.player)?.send(this.run, effect.command);
        return;
      case 'hang-up':
        this.#controls.get(effect.player)?.hangUp();
        return;
      case 'collect-trial':
        this.#collections.get(effect.player)?.collect(effect.trial);
        return;
      case 'abandon-collection':
        this.#collections.get(effect.player)?.abandon();
        return;
      case 'keep-quiet':
        this.#isQuiet = effect.isQuiet;
        return;
      case 'record': {
        const { event } = effect;
        this.#record.append(event);
        if (event.kind === 'player-lost') {
          this.#world.see({ kind: 'lost-player', conductor: this.name, lost: event.player, cause: event.cause });
        }
        return;
      }
      case 'save-result':
        return;
      default:
        effect satisfies never;
    }
  }

  #exit(ending: CourseEnding): void {
    this.#result = this.#record.result();
    const code = exitCodeOf(ending, this.#result);
    this.#world.see({ kind: 'exited', conductor: this.name, code, ending: ending.kind });
    this.#leave();
  }

  #leave(): void {
    this.program.end();
    for (const control of this.#controls.values()) control.hangUp();
    for (const collection of this.#collections.values()) collection.abandon();
  }
}

function isHeartbeat(effect: CourseEffect): boolean {
  return effect.kind === 'send' && effect.command.kind === 'heartbeat';
}
