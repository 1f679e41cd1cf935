import {
  ConductorError,
  DEFAULT_SETTINGS,
  PHASES,
  type Phase,
  type RunEventBody,
  type Settings,
} from '@conductor/types';
import type { CourseEffect, CourseEnding } from '../../src/course/course-effect.ts';
import type { CourseEvent } from '../../src/course/course-event.ts';
import { courseMachine, type Stories } from '../../src/course/course-machine.ts';
import { type CoursePlan, defaultTiming } from '../../src/course/course-plan.ts';
import { rescueRun } from '../../src/rescue-run.ts';
import { runTrials } from '../../src/run-trials.ts';
import { FACTS, planOf } from '../facts.ts';
import { commandName, type Habits, ModelPlayer, WELL } from '../model-player.ts';

/** No course of these tests may take longer than this, in virtual milliseconds. */
const END_OF_TIME_MS = 3_600_000;

export const STORIES: Stories = { run: runTrials, rescue: rescueRun };

/** What is to happen in a world. */
export interface WorldOptions {
  /** The players by name, with what is special about each. */
  readonly players: Readonly<Record<string, Partial<Habits>>>;
  readonly phases?: readonly Phase[];
  readonly trials?: number;
  readonly settings?: Partial<Settings>;
  readonly waitPlayersMs?: number;
  readonly waitFreeMs?: number;
  /** Events from outside, and when. */
  readonly strokes?: readonly { readonly atMs: number; readonly event: CourseEvent }[];
  /** The conductor's process is stopped between these instants: what comes is seen when it goes on. */
  readonly sleeps?: { readonly fromMs: number; readonly toMs: number };
  readonly stories?: Stories;
}

/** What a world came to. */
export interface Chronicle {
  readonly ending: CourseEnding;
  readonly endMs: number;
  readonly effects: readonly { readonly atMs: number; readonly effect: CourseEffect }[];
  readonly players: ReadonlyMap<string, ModelPlayer>;
  /** What was recorded of one kind. */
  recorded<K extends RunEventBody['kind']>(kind: K): Extract<RunEventBody, { readonly kind: K }>[];
  /** What was sent to one player: `arm-phase startup`; heartbeats left out. */
  sentTo(player: string): string[];
}

/** Lives through a whole run: the machine on one side, model players on the other, and a virtual clock between them. */
export function live(options: WorldOptions): Chronicle {
  const world = newWorld(options);
  const machine = courseMachine(coursePlan(options), options.stories ?? STORIES);
  for (
    let next: Coming | null = { atMs: 0, event: TICK };
    next !== null;
    next = nextComing(world, machine.wakeAtMs())
  ) {
    world.nowMs = awake(options, Math.max(world.nowMs, next.atMs));
    if (world.nowMs > END_OF_TIME_MS) break;
    if (!arrives(world, next)) continue;
    for (const effect of machine.advance(next.event, world.nowMs)) perform(world, effect);
    if (world.ending) return chronicleOf(world, world.ending);
  }
  throw new Error('the course of the run does not end');
}

function awake({ sleeps }: WorldOptions, atMs: number): number {
  return sleeps && atMs > sleeps.fromMs && atMs < sleeps.toMs ? sleeps.toMs : atMs;
}

/** Whether an effect sends this command: `arm-phase run`. */
export function isSent(effect: CourseEffect, command: string): boolean {
  return effect.kind === 'send' && commandName(effect.command) === command;
}

/** Ctrl-C, or another signal, at an instant. */
export function interruptedAt(atMs: number, signal = 'SIGINT'): { readonly atMs: number; readonly event: CourseEvent } {
  return { atMs, event: { kind: 'interrupted', signal } };
}

const TICK: CourseEvent = { kind: 'tick' };

interface Coming {
  readonly atMs: number;
  readonly event: CourseEvent;
  readonly isStillSo?: () => boolean;
}

interface World {
  readonly players: ReadonlyMap<string, ModelPlayer>;
  readonly coming: Coming[];
  readonly effects: { readonly atMs: number; readonly effect: CourseEffect }[];
  nowMs: number;
  ending: CourseEnding | null;
}

function newWorld({ players, strokes = [] }: WorldOptions): World {
  const models = Object.entries(players).map(
    ([name, habits]) => [name, new ModelPlayer({ ...WELL, ...habits })] as const,
  );
  return { players: new Map(models), coming: [...strokes], effects: [], nowMs: 0, ending: null };
}

function nextComing({ coming }: World, wakeAtMs: number | null): Coming | null {
  coming.sort((one, other) => one.atMs - other.atMs);
  const [first] = coming;
  if (wakeAtMs !== null && (!first || wakeAtMs < first.atMs)) return { atMs: wakeAtMs, event: TICK };
  return coming.shift() ?? null;
}

/** What a dead or hung player was about to say does not arrive. */
function arrives({ players, nowMs }: World, { event, isStillSo }: Coming): boolean {
  if (event.kind === 'player-said') {
    const player = players.get(event.player);
    const hangsAtMs = player?.habits.hangsAtMs ?? Number.POSITIVE_INFINITY;
    if (!player?.isAlive || nowMs >= hangsAtMs) return false;
  }
  return isStillSo?.() ?? true;
}

function perform(world: World, effect: CourseEffect): void {
  world.effects.push({ atMs: world.nowMs, effect });
  if (effect.kind === 'end') end(world, effect.ending);
  else if ('player' in effect) performAt(world, modelOf(world, effect.player), effect);
}

function end(world: World, ending: CourseEnding): void {
  world.ending = ending;
  for (const player of world.players.values()) player.loseConductor();
}

type PlayerEffect = Extract<CourseEffect, { readonly player: string }>;

function performAt(world: World, model: ModelPlayer, effect: PlayerEffect): void {
  const { player } = effect;
  const come = (afterMs: number, event: CourseEvent) => world.coming.push({ atMs: world.nowMs + afterMs, event });
  switch (effect.kind) {
    case 'dial':
      if (world.nowMs >= model.habits.listensAtMs)
        come(1, { kind: 'player-reached', player, facts: FACTS, keepsRun: model.keepsRun });
      else come(1, { kind: 'dial-failed', player, error: new ConductorError('unreachable', `${player} is not there`) });
      return;
    case 'send':
      for (const { afterMs, reply, isStillSo = () => true } of model.hear(effect.command)) {
        world.coming.push({ atMs: world.nowMs + afterMs, event: { kind: 'player-said', player, reply }, isStillSo });
      }
      if (effect.command.kind === 'close-trial') come(2, { kind: 'collection-ended', player });
      if (!model.isAlive)
        come(1, { kind: 'connection-lost', player, error: new ConductorError('lost', `${player} is gone`) });
      return;
    case 'hang-up':
      model.loseConductor();
      return;
    case 'collect-trial':
      come(1, { kind: 'collection-began', player });
      if (!model.hasTrial && !model.habits.keepsResults) come(5, { kind: 'collection-ended', player });
      return;
    case 'abandon-collection':
      come(1, { kind: 'collection-ended', player });
      return;
    default:
      effect satisfies never;
  }
}

function modelOf({ players }: World, name: string): ModelPlayer {
  const model = players.get(name);
  if (!model) throw new Error(`nobody is called ${name}`);
  return model;
}

function chronicleOf({ players, effects, nowMs }: World, ending: CourseEnding): Chronicle {
  return {
    ending,
    endMs: nowMs,
    effects,
    players,
    recorded: (kind) =>
      effects.flatMap(({ effect }) => (effect.kind === 'record' && isKind(effect.event, kind) ? [effect.event] : [])),
    sentTo: (player) =>
      effects.flatMap(({ effect }) =>
        effect.kind === 'send' && effect.player === player && effect.command.kind !== 'heartbeat'
          ? [commandName(effect.command)]
          : [],
      ),
  };
}

function isKind<K extends RunEventBody['kind']>(
  event: RunEventBody,
  kind: K,
): event is Extract<RunEventBody, { readonly kind: K }> {
  return event.kind === kind;
}

function coursePlan({
  players,
  phases = PHASES,
  trials = 1,
  settings,
  waitPlayersMs,
  waitFreeMs,
}: WorldOptions): CoursePlan {
  const all = { ...DEFAULT_SETTINGS, ...settings };
  const timing = defaultTiming(all);
  return {
    testName: 'throughput',
    players: Object.keys(players).map((name, at) => planOf(name, '10.0.0.5', 6970 + at)),
    settings: all,
    phases,
    trials: Array.from({ length: trials }, (_, at) => ({ caseName: '', trial: at + 1 })),
    timing: {
      ...timing,
      waitPlayersMs: waitPlayersMs ?? timing.waitPlayersMs,
      waitFreeMs: waitFreeMs ?? timing.waitFreeMs,
    },
  };
}
