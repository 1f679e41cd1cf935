import { DEFAULT_SETTINGS, PHASES, type Phase, type RunEventBody, type Settings, type Step } from '@conductor/types';
import type { CourseEffect, CourseEnding } from '../../src/course/course-effect.ts';
import type { CourseEvent } from '../../src/course/course-event.ts';
import { courseMachine, type Stories } from '../../src/course/course-machine.ts';
import { type CoursePlan, defaultTiming } from '../../src/course/course-plan.ts';
import { rescueRun } from '../../src/rescue-run.ts';
import { runTrials } from '../../src/run-trials.ts';
import { planOf } from '../facts.ts';
import { type Habits, WELL } from '../model-habits.ts';
import { commandName, ModelPlayer } from '../model-player.ts';
import type { Cut } from './cut.ts';
import { ModelHost } from './model-host.ts';

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
  readonly cuts?: readonly Cut[];
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
  const machine = courseMachine(world.plan, options.stories ?? STORIES);
  for (
    let next: Coming | null = { atMs: 0, arrive: () => TICK };
    next !== null;
    next = nextComing(world, awake(options, machine.wakeAtMs()))
  ) {
    world.nowMs = Math.max(world.nowMs, next.atMs);
    if (world.nowMs > END_OF_TIME_MS) break;
    const event = next.arrive();
    if (event === null) continue;
    if (isAsleep(options, world.nowMs)) {
      // It is looked at when the conductor wakes.
      world.coming.push({ atMs: options.sleeps?.toMs ?? 0, arrive: () => event });
      continue;
    }
    for (const effect of machine.advance(event, world.nowMs)) perform(world, effect);
    if (world.ending) return chronicleOf(world, world.ending);
  }
  throw new Error('the course of the run does not end');
}

/** A conductor that is stopped wakes when it is let go on. */
function awake({ sleeps }: WorldOptions, wakeAtMs: number | null): number | null {
  return wakeAtMs !== null && sleeps && wakeAtMs > sleeps.fromMs ? Math.max(wakeAtMs, sleeps.toMs) : wakeAtMs;
}

function isAsleep({ sleeps }: WorldOptions, atMs: number): boolean {
  return sleeps !== undefined && atMs > sleeps.fromMs && atMs < sleeps.toMs;
}

/** Whether an effect sends this command: `arm-phase run`. */
export function isSent(effect: CourseEffect, command: string): boolean {
  return effect.kind === 'send' && commandName(effect.command) === command;
}

/** What is sent for a phase that runs. */
export function whole(phase: Phase): string[] {
  return [`arm-phase ${phase}`, `start-phase ${phase}`, `end-phase ${phase}`];
}

/** Ctrl-C, or another signal, at an instant. */
export function interruptedAt(atMs: number, signal = 'SIGINT'): { readonly atMs: number; readonly event: CourseEvent } {
  return { atMs, event: { kind: 'interrupted', signal } };
}

const TICK: CourseEvent = { kind: 'tick' };

/** Something whose time comes; what it tells the machine, if anything. */
interface Coming {
  readonly atMs: number;
  readonly arrive: () => CourseEvent | null;
}

interface World {
  readonly options: WorldOptions;
  readonly plan: CoursePlan;
  readonly hosts: ReadonlyMap<string, ModelHost>;
  coming: Coming[];
  readonly effects: { readonly atMs: number; readonly effect: CourseEffect }[];
  nowMs: number;
  ending: CourseEnding | null;
}

function newWorld(options: WorldOptions): World {
  const plan = coursePlan(options);
  const world: World = { options, plan, hosts: new Map(), coming: [], effects: [], nowMs: 0, ending: null };
  const hosts = Object.entries(options.players).map(([name, habits]) => {
    const ground = {
      nowMs: () => world.nowMs,
      leaseMs: plan.settings.leaseMs,
      cuts: (options.cuts ?? []).filter((cut) => cut.player === name),
      come: (atMs: number, arrive: Coming['arrive']) => void world.coming.push({ atMs, arrive }),
    };
    return [name, new ModelHost(name, new ModelPlayer({ ...WELL, ...habits }), ground)] as const;
  });
  const strokes = (options.strokes ?? []).map(({ atMs, event }) => ({ atMs, arrive: () => event }));
  return Object.assign(world, { hosts: new Map(hosts), coming: [...world.coming, ...strokes] });
}

/** Of what comes at the same time, what was sent first. */
function nextComing(world: World, wakeAtMs: number | null): Coming | null {
  world.coming.sort((one, other) => one.atMs - other.atMs);
  const [first] = world.coming;
  if (wakeAtMs !== null && (!first || wakeAtMs < first.atMs)) return { atMs: wakeAtMs, arrive: () => TICK };
  return world.coming.shift() ?? null;
}

function perform(world: World, effect: CourseEffect): void {
  world.effects.push({ atMs: world.nowMs, effect });
  if (effect.kind === 'end') end(world, effect.ending);
  else if ('player' in effect) hostOf(world, effect.player).perform(effect);
}

function end(world: World, ending: CourseEnding): void {
  world.ending = ending;
  for (const { model } of world.hosts.values()) model.loseConductor();
}

function hostOf({ hosts }: World, name: string): ModelHost {
  const host = hosts.get(name);
  if (!host) throw new Error(`nobody is called ${name}`);
  return host;
}

function chronicleOf({ hosts, effects, nowMs }: World, ending: CourseEnding): Chronicle {
  const players = new Map([...hosts].map(([name, { model }]) => [name, model]));
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
    players: Object.entries(players).map(([name, { reboot }], at) => {
      const plan = planOf(name, '10.0.0.5', 6970 + at);
      return reboot ? { ...plan, phases: { ...plan.phases, run: [rebootStep(reboot.limitMs)] } } : plan;
    }),
    settings: all,
    phases,
    trials: Array.from({ length: trials }, (_, at) => ({ caseName: '', trial: at + 1 })),
    secrets: [],
    began: { wallMs: 0, monotonicNs: 0n },
    timing: {
      ...timing,
      waitPlayersMs: waitPlayersMs ?? timing.waitPlayersMs,
      waitFreeMs: waitFreeMs ?? timing.waitFreeMs,
    },
  };
}

function rebootStep(limitMs: number): Step {
  return { kind: 'reboot', index: 1, key: 'reboot1', place: { file: 'dut.cfg', line: 3 }, mayFail: false, limitMs };
}
