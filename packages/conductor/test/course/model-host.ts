import type { ControlCommand } from '@conductor/protocol';
import { ConductorError, type JournalRecord, type ResetState } from '@conductor/types';
import type { CourseEffect } from '../../src/course/course-effect.ts';
import type { CourseEvent } from '../../src/course/course-event.ts';
import { FACTS } from '../facts.ts';
import type { Answer, ModelPlayer } from '../model-player.ts';
import type { Cut } from './cut.ts';

/** What a host needs of its world. */
export interface HostGround {
  readonly nowMs: () => number;
  readonly leaseMs: number;
  /** The cuts of its own cable. */
  readonly cuts: readonly Cut[];
  /** Something comes at an instant; it may tell the conductor's machine something then. */
  readonly come: (atMs: number, arrive: () => CourseEvent | null) => void;
}

type PlayerEffect = Extract<CourseEffect, { readonly player: string }>;
type Direction = 'to player' | 'to conductor';

/** How long a dial goes on that nobody answers. */
const DIALLING_MS = 5_000;
/** When TCP asks again, after a dial that was not answered. */
const AGAIN_MS = [1_000, 3_000];

/** A connection. What is lost on the way in one direction breaks it in that direction for good. */
interface Connection {
  readonly call: number;
  readonly broken: Set<Direction>;
  /** When the answer to its claim is there: nothing is heard before that. */
  claimedAtMs: number;
  /** Either end has hung up, and the other may not know. */
  isOver: boolean;
}

/** A model player on a host, with its cable and its lease. */
export class ModelHost {
  readonly model: ModelPlayer;
  readonly #name: string;
  readonly #ground: HostGround;
  /** The connection that the conductor talks over. */
  #dialled: Connection | null = null;
  /** The connection that the player obeys. */
  #obeyed: Connection | null = null;
  #heardAtMs = 0;

  constructor(name: string, model: ModelPlayer, ground: HostGround) {
    this.#name = name;
    this.model = model;
    this.#ground = ground;
    for (const { fromMs, isTold } of ground.cuts) if (isTold) ground.come(fromMs, () => this.#breakTold());
  }

  perform(effect: PlayerEffect): void {
    const player = this.#name;
    switch (effect.kind) {
      case 'dial':
        this.#dial(effect.call);
        return;
      case 'send':
        this.#take(effect.command);
        return;
      case 'read-clock':
        return;
      case 'hang-up':
        this.#hangUp();
        return;
      case 'collect-trial':
        this.#tell(1, { kind: 'collection-began', player });
        if (!this.model.hasTrial && !this.model.habits.keepsResults) this.#tellKept(player);
        return;
      case 'deliver-files':
        this.#tell(1, { kind: 'files-held', player });
        return;
      case 'abandon-delivery':
        return;
      case 'abandon-collection':
        this.#tell(1, { kind: 'collection-ended', player });
        return;
      default:
        effect satisfies never;
    }
  }

  /** A trial that was over before anybody took the run over: its journal comes home with the rest. */
  #tellKept(player: string): void {
    if (this.model.habits.keepsRun) this.#tell(4, { kind: 'journal-pulled', player, record: closedWith('paid') });
    this.#tell(5, { kind: 'collection-ended', player });
  }

  #dial(call: number): void {
    const { nowMs } = this.#ground;
    const player = this.#name;
    const error = new ConductorError('unreachable', `${player} is not there`);
    const cut = this.#cutAt(nowMs(), 'to player') ?? this.#cutAt(nowMs(), 'to conductor');
    const isThere = this.model.isAlive && nowMs() >= this.model.habits.listensAtMs;
    const again = AGAIN_MS.find(
      (ms) => !this.#cutAt(nowMs() + ms, 'to player') && !this.#cutAt(nowMs() + ms, 'to conductor'),
    );
    const isSilent = cut !== undefined && !cut.isTold;
    if (!isThere || (cut && (!isSilent || again === undefined))) {
      this.#tell(isSilent ? DIALLING_MS : 1, { kind: 'dial-failed', player, call, error });
      return;
    }
    const connection = { call, broken: new Set<Direction>(), claimedAtMs: 0, isOver: false };
    this.#dialled = connection;
    this.#ground.come(nowMs() + 1 + (cut ? (again ?? 0) : 0), () =>
      this.#dialled === connection
        ? {
            kind: 'player-reached',
            player,
            call,
            facts: FACTS,
            identity: null,
            keepsRun: this.model.keepsRun,
            reset: this.model.lastReset,
            owedRun: this.model.habits.owedRun,
          }
        : null,
    );
  }

  #hangUp(): void {
    const connection = this.#dialled;
    this.#dialled = null;
    if (!connection || !this.#passes(connection, 'to player')) return;
    connection.isOver = true;
    // Before anything was loaded there is no lease: the end of the connection is the loss of the conductor.
    if (this.#obeyed === connection && !this.model.hasLease) this.model.loseConductor();
  }

  #take(command: ControlCommand): void {
    const connection = this.#dialled;
    if (!connection || connection.isOver || !this.#passes(connection, 'to player')) return;
    this.#lapseIfDue();
    if (command.kind === 'claim-player') this.#obeyed = connection;
    if (this.#obeyed !== connection) return;
    this.#heardAtMs = this.#ground.nowMs();
    this.#watchLease();
    for (const answer of this.model.hear(command)) this.#answer(connection, answer);
    if (command.kind === 'permit-reboot') this.#goDown();
    if (command.kind === 'close-trial') this.#tellOfResults();
    if (!this.model.isAlive) this.#tellLoss(connection, `${this.#name} is gone`);
  }

  #goDown(): void {
    const { nowMs, come } = this.#ground;
    const downMs = this.model.habits.reboot?.downMs ?? null;
    if (downMs === null) return;
    come(nowMs() + downMs, () => {
      this.model.comeBack();
      this.#heardAtMs = nowMs();
      this.#watchLease();
      return null;
    });
  }

  #answer(connection: Connection, answer: Answer): void {
    const { nowMs, come } = this.#ground;
    if (answer.reply.kind === 'player-claimed') connection.claimedAtMs = nowMs() + answer.afterMs;
    come(nowMs() + answer.afterMs, () => {
      if (!this.model.say(answer)) return null;
      // What a list comes to while the cable is pulled is said on the connection that stands then, after its first word.
      const current = answer.isAgain ? connection : (this.#obeyed ?? connection);
      const { call } = current;
      come(Math.max(nowMs(), current.claimedAtMs), () => {
        if (current.isOver || !this.#passes(current, 'to conductor')) return null;
        return { kind: 'player-said', player: this.#name, call, reply: answer.reply };
      });
      return null;
    });
  }

  #watchLease(): void {
    const { leaseMs, nowMs, come } = this.#ground;
    come(nowMs() + leaseMs + 1, () => this.#lapseIfDue());
  }

  #lapseIfDue(): CourseEvent | null {
    const { leaseMs, nowMs } = this.#ground;
    if (!this.model.hasLease || !this.model.isAlive || nowMs() - this.#heardAtMs <= leaseMs) return null;
    const connection = this.#obeyed;
    this.model.loseConductor();
    this.#tellOfResults();
    if (connection) this.#tellLoss(connection, 'the player hung up');
    return null;
  }

  /** The trial is closed: its journal says so, and its results come as soon as the cable is plugged in. */
  #tellOfResults(): void {
    const { nowMs } = this.#ground;
    const player = this.#name;
    const healMs = Math.max(nowMs(), this.#cutAt(nowMs(), 'to conductor')?.toMs ?? 0) - nowMs();
    if (!Number.isFinite(healMs)) return;
    if (this.model.lastReset !== null)
      this.#tell(healMs + 2, { kind: 'journal-pulled', player, record: closed(this.model) });
    this.#tell(healMs + 2, { kind: 'collection-ended', player });
  }

  #tellLoss(connection: Connection, message: string): void {
    const { nowMs, come } = this.#ground;
    come(nowMs() + 1, () => {
      if (!this.#passes(connection, 'to conductor')) return null;
      connection.isOver = true;
      return this.#lost(connection, message);
    });
  }

  #lost({ call }: Connection, message: string): CourseEvent {
    return { kind: 'connection-lost', player: this.#name, call, error: new ConductorError('lost', message) };
  }

  #breakTold(): CourseEvent | null {
    const connection = this.#dialled;
    if (!connection || connection.isOver) return null;
    connection.isOver = true;
    if (!this.model.hasLease) this.model.loseConductor();
    return this.#lost(connection, 'the cable was pulled');
  }

  /** Whether a frame comes through; one that does not is the last of its direction. */
  #passes({ broken }: Connection, direction: Direction): boolean {
    if (this.#cutAt(this.#ground.nowMs(), direction)) broken.add(direction);
    return !broken.has(direction);
  }

  #cutAt(atMs: number, direction: Direction): Cut | undefined {
    const hangsAtMs = this.model.habits.hangsAtMs ?? Number.POSITIVE_INFINITY;
    if (atMs >= hangsAtMs) return { player: this.#name, fromMs: hangsAtMs, toMs: Number.POSITIVE_INFINITY };
    return this.#ground.cuts.find(
      ({ fromMs, toMs, lost }) => atMs >= fromMs && atMs < toMs && (lost === undefined || lost === direction),
    );
  }

  #tell(afterMs: number, event: CourseEvent): void {
    this.#ground.come(this.#ground.nowMs() + afterMs, () => event);
  }
}

function closed({ lastReset }: ModelPlayer): JournalRecord {
  return closedWith(lastReset ?? 'unconfirmed');
}

function closedWith(reset: ResetState): JournalRecord {
  return { seq: 9, time: '2026-11-23T23:15:00.000Z', monotonicNs: '9', kind: 'trial-closed', reset };
}
