import type { CourseEffect, CourseEnding, CourseEvent, CourseMachine } from '@conductor/conductor';
import type { RunRef, RunResult } from '@conductor/types';
import { brief } from '../brief.ts';
import type { Link } from '../network/link.ts';
import { Program } from '../program.ts';
import type { World } from '../world.ts';
import { CollectionLink } from './collection-link.ts';
import { ControlLink } from './control-link.ts';
import type { RunRecord } from './run-record.ts';
import type { Stage } from './stage.ts';

/** A conductor as it is started. */
export interface NewConductor {
  /** Names this program: several may conduct one run, one after the other. */
  readonly name: string;
  readonly run: RunRef;
  readonly players: readonly string[];
  readonly machine: CourseMachine;
  /** The run directory. */
  readonly record: RunRecord;
  readonly codeOf: (ending: CourseEnding, result: RunResult) => number;
  readonly link: (player: string) => Link;
  readonly onWord: () => void;
}

/** A conductor on its host: the course of a run, and what performs it. */
export class ConductorHost {
  readonly name: string;
  readonly program: Program;
  readonly run: RunRef;
  readonly #world: World;
  readonly #started: NewConductor;
  readonly #controls: ReadonlyMap<string, ControlLink>;
  readonly #collections: ReadonlyMap<string, CollectionLink>;
  readonly #beganMs: number;
  #wakeMs: number | null = null;
  #result: RunResult | null = null;
  #isQuiet = false;
  #fullDisks = 0;

  constructor(world: World, started: NewConductor) {
    const { name, run, players, record, link, onWord } = started;
    this.name = name;
    this.run = run;
    this.#world = world;
    this.#started = started;
    this.#beganMs = world.nowMs;
    this.program = new Program(world.timeline, world.random() < 0.5);
    const stage: Stage = {
      name,
      world,
      program: this.program,
      run,
      record,
      link,
      onWord,
      tell: (event) => this.#post(event),
      isDiskFull: () => this.#fullDisks > 0,
      isQuiet: () => this.#isQuiet,
    };
    this.#controls = new Map(players.map((player) => [player, new ControlLink(stage, player)]));
    this.#collections = new Map(players.map((player) => [player, new CollectionLink(stage, player)]));
    world.see({ kind: 'conductor-began', conductor: name, runId: run.runId });
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
    for (const effect of this.#started.machine.advance(event, nowMs)) {
      if (effect.kind === 'end') this.#exit(effect.ending);
      else this.#perform(effect);
    }
    if (this.isAlive) this.#wake();
  }

  #wake(): void {
    const atMs = this.#started.machine.wakeAtMs();
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
        this.#controls.get(effect.player)?.dial(effect.call);
        return;
      case 'send':
        this.#controls.get(effect.player)?.send(this.run, effect.command);
        return;
      case 'read-clock':
        this.#controls.get(effect.player)?.readClock(effect.most, effect.enoughNs);
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
      case 'record':
        this.#write(effect);
        return;
      case 'save-result':
      // Nothing is put in this world: files come before anything that is owed.
      case 'deliver-files':
      case 'abandon-delivery':
        return;
      default:
        effect satisfies never;
    }
  }

  #write({ event }: CourseEffect & { readonly kind: 'record' }): void {
    this.#started.record.append(event);
    if (event.kind !== 'player-lost') return;
    this.#world.see({ kind: 'lost-player', conductor: this.name, lost: event.player, cause: event.cause });
  }

  #exit(ending: CourseEnding): void {
    this.#result = this.#started.record.result();
    const code = this.#started.codeOf(ending, this.#result);
    this.#started.record.append({ kind: 'run-ended', exitCode: code });
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
