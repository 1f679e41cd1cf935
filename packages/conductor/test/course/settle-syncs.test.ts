import { DEFAULT_SETTINGS, PHASES, type Phase, type PlayerPlan, type SyncStep } from '@conductor/types';
import { describe, expect, it } from 'vitest';
import { comeTo } from '../../src/course/come-to.ts';
import { type Course, newCourse } from '../../src/course/course.ts';
import { defaultTiming } from '../../src/course/course-plan.ts';
import { loseSilentPlayer } from '../../src/course/lose-player.ts';
import { syncsOf } from '../../src/course/open-sync.ts';
import type { PlayerState } from '../../src/course/player-state.ts';
import { settleSyncs } from '../../src/course/settle-syncs.ts';
import { planOf } from '../facts.ts';

const LIMIT_MS = 1_000;

function withSync(plan: PlayerPlan, phase: Phase): PlayerPlan {
  const place = { file: plan.file, line: 9 };
  const sync: SyncStep = { kind: 'sync', index: 2, key: 'sync2', place, mayFail: false, name: 'up', limitMs: LIMIT_MS };
  return { ...plan, phases: { ...plan.phases, [phase]: [...plan.phases[phase], sync] } };
}

/** A phase that has begun on three players that are ours, and a sync of dut and sink in it. */
class Meeting {
  readonly #course: Course;
  readonly #phase: Phase;

  constructor(phase: Phase) {
    const [dut, sink, source] = ['dut', 'sink', 'source'].map((name, at) => planOf(name, '10.0.0.5', 6970 + at)) as [
      PlayerPlan,
      PlayerPlan,
      PlayerPlan,
    ];
    const players = [withSync(dut, phase), withSync(sink, phase), source];
    const timing = defaultTiming(DEFAULT_SETTINGS);
    const trial = { caseName: '', trial: 1 };
    const began = { wallMs: 0, monotonicNs: 0n };
    const settings = DEFAULT_SETTINGS;
    this.#phase = phase;
    this.#course = newCourse({
      testName: 'meeting',
      players,
      settings,
      phases: PHASES,
      trials: [trial],
      secrets: [],
      timing,
      began,
    });
    for (const player of this.#course.players) player.presence = { kind: 'claimed' };
    this.#course.trial = {
      ref: trial,
      phase,
      begun: new Set([phase]),
      syncs: syncsOf(this.#course.players, phase, settings.stepTimeoutMs),
      syncedMs: 0,
      obstacle: null,
      stopped: false,
      isTakenOver: false,
    };
  }

  comes(name: string, milestone: 'sync' | 'steps-done' = 'sync'): this {
    comeTo(this.#course, this.#player(name), `${milestone === 'sync' ? 'sync up' : milestone} of ${this.#phase}`);
    return this;
  }

  isLost(name: string): this {
    loseSilentPlayer(this.#course, this.#player(name), 'it is gone');
    return this;
  }

  isInterrupted(): this {
    this.#course.interruptions.push('SIGINT');
    return this;
  }

  /** Time passes, in which these answer every heartbeat. */
  passes(ms: number, ...answering: readonly string[]): this {
    this.#course.nowMs += ms;
    for (const name of answering) {
      const player = this.#player(name);
      player.heartbeat = { ...player.heartbeat, answeredAtMs: this.#course.nowMs };
    }
    return this;
  }

  isAt(name: string, index: number): this {
    this.#player(name).step = { phase: this.#phase, index, attempt: 1 };
    return this;
  }

  /** What is said of the sync now, and to whom. */
  settled(): [string, string | null][] {
    this.#course.effects.length = 0;
    settleSyncs(this.#course);
    return this.#course.effects.flatMap((effect): [string, string | null][] =>
      effect.kind === 'send' && effect.command.kind === 'settle-sync' ? [[effect.player, effect.command.broken]] : [],
    );
  }

  #player(name: string): PlayerState {
    const player = this.#course.playersByName.get(name);
    if (player === undefined) throw new Error(`nobody is called ${name}`);
    return player;
  }
}

describe('a sync', () => {
  it('is released for all that have it as soon as the last has come, once, and nobody else hears of it', () => {
    const meeting = new Meeting('run').comes('dut');
    expect(meeting.settled()).toEqual([]);
    expect(meeting.comes('sink').settled()).toEqual([
      ['dut', null],
      ['sink', null],
    ]);
    expect(meeting.settled()).toEqual([]);
  });

  it('is broken for all at the limit of whoever waits longest, with who is missing and its step', () => {
    const meeting = new Meeting('run').passes(5_000, 'dut', 'sink').comes('dut').isAt('sink', 1);
    expect(meeting.passes(LIMIT_MS - 1, 'sink').settled()).toEqual([]);
    const reason = 'dut waited 1 s for sink; it is at run step1 (sink.cfg:4)';
    expect(meeting.passes(1, 'sink').settled()).toEqual([
      ['dut', reason],
      ['sink', reason],
    ]);
  });

  it('has no limit that is over while the one that is missing does not answer', () => {
    const meeting = new Meeting('run').comes('dut').passes(10 * LIMIT_MS, 'dut');
    expect(meeting.settled()).toEqual([]);
    expect(meeting.passes(1, 'sink').settled()).toHaveLength(2);
  });

  it('has no limit that counts while nobody waits', () => {
    expect(new Meeting('run').passes(10 * LIMIT_MS, 'dut', 'sink').settled()).toEqual([]);
  });

  it.each(['startup', 'run', 'collect'] as const)(
    'of %s is broken at once when the steps of one have ended',
    (phase) => {
      const meeting = new Meeting(phase).comes('dut').comes('sink', 'steps-done');
      expect(meeting.settled()).toEqual([
        ['dut', 'the steps of sink ended without it'],
        ['sink', 'the steps of sink ended without it'],
      ]);
    },
  );

  it('of Collect is broken at once when one is lost, and only who is left is told', () => {
    const [told, ...others] = new Meeting('collect').comes('dut').isLost('sink').settled();
    expect(others).toEqual([]);
    expect(told).toEqual(['dut', 'sink was lost: it is gone']);
  });

  it.each([
    ['a player is lost', (meeting: Meeting) => meeting.isLost('source')],
    ['somebody asks for the end', (meeting: Meeting) => meeting.isInterrupted()],
  ])('of Run is left to the stop when %s, even if all have come', (_, befall) => {
    expect(befall(new Meeting('run').comes('dut').comes('sink')).settled()).toEqual([]);
  });
});
