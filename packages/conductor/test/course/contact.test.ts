import { DEFAULT_SETTINGS, PHASES } from '@conductor/types';
import { expect, it } from 'vitest';
import { hasHadTime, noteAnswer } from '../../src/course/contact.ts';
import { type Course, newCourse } from '../../src/course/course.ts';
import { defaultTiming } from '../../src/course/course-plan.ts';
import { beat } from '../../src/course/heartbeat.ts';
import type { PlayerState } from '../../src/course/player-state.ts';
import { planOf } from '../facts.ts';

/** A player that is ours, and is asked how it is. */
function claimedPlayer(): { readonly course: Course; readonly player: PlayerState } {
  const course = newCourse({
    testName: 'contact',
    players: [planOf('dut', '10.0.0.5', 6970)],
    settings: DEFAULT_SETTINGS,
    phases: PHASES,
    trials: [{ caseName: '', trial: 1 }],
    secrets: [],
    timing: defaultTiming(DEFAULT_SETTINGS),
    began: { wallMs: 0, monotonicNs: 0n },
  });
  const [player] = course.players;
  if (player === undefined) throw new Error('the course has no player');
  player.presence = { kind: 'claimed' };
  return { course, player };
}

/** It is asked at one instant, and answers at another. */
function ask(course: Course, player: PlayerState, askedMs: number, answeredMs: number): void {
  course.nowMs = askedMs;
  course.quietUntilMs = askedMs;
  player.heartbeat = { ...player.heartbeat, dueAtMs: askedMs };
  beat(course);
  course.nowMs = answeredMs;
  noteAnswer(course, player);
}

it('the time in which a player stood still is none that it had', () => {
  const { course, player } = claimedPlayer();
  ask(course, player, 0, 1);
  // From 2 s to 10.5 s it did nothing at all.
  ask(course, player, 6_000, 10_500);
  expect(hasHadTime(player, 500, 10_000)).toBe(false);
  ask(course, player, 15_000, 20_501);
  expect(hasHadTime(player, 500, 10_000)).toBe(true);
});

it('a player that answers at once has had all the time since it was told', () => {
  const { course, player } = claimedPlayer();
  ask(course, player, 6_000, 6_100);
  ask(course, player, 11_000, 11_100);
  expect(hasHadTime(player, 500, 10_000)).toBe(true);
});
