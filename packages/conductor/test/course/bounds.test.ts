import { DEFAULT_SETTINGS, endingMs, type PlayerPlan, type Step } from '@conductor/types';
import { describe, expect, it } from 'vitest';
import { stepsMs } from '../../src/course/bounds.ts';
import { planOf } from '../facts.ts';

const BASE = { index: 1, key: 'k', place: { file: 'dut.cfg', line: 1 }, mayFail: false, command: 'true' };
const PLAIN: Step = { ...BASE, kind: 'step' };
const SPAWN: Step = { ...BASE, kind: 'spawn' };
const FETCH: Step = { ...BASE, kind: 'fetch', pattern: '/tmp/*' };
const TIMEOUT: Step = { ...BASE, kind: 'timeout', limitMs: 5_000 };

function withStartup(...startup: Step[]): PlayerPlan {
  const plan = planOf('dut', '10.0.0.5', 6970);
  return { ...plan, phases: { ...plan.phases, startup } };
}

describe('how long the steps of a phase may take', () => {
  it.each<[string, Step[], number | null]>([
    ['no step takes no time', [], 0],
    ['a plain step takes step_timeout, and an ending of SIGINT, SIGTERM and SIGKILL', [PLAIN], 30_250 + 9_000],
    ['a timeout takes its own limit', [TIMEOUT], 5_250 + 9_000],
    ['a spawn is not waited for', [SPAWN], 250],
    ['steps come one after the other', [PLAIN, TIMEOUT], 39_250 + 14_250],
    ['a fetch has no limit', [PLAIN, FETCH], null],
  ])('%s', (_, steps, expected) => {
    expect(stepsMs([withStartup(...steps)], 'startup', DEFAULT_SETTINGS)).toBe(expected);
  });

  it('players work side by side', () => {
    expect(stepsMs([withStartup(PLAIN), withStartup(TIMEOUT)], 'startup', DEFAULT_SETTINGS)).toBe(39_250);
  });

  it('step_timeout = none is no limit', () => {
    expect(stepsMs([withStartup(PLAIN)], 'startup', { ...DEFAULT_SETTINGS, stepTimeoutMs: null })).toBeNull();
  });

  it('kill_grace is part of an ending', () => {
    expect(endingMs({ killGraceMs: 1_000 })).toBe(5_000);
  });
});
