import { elapsedMs, systemClock, type Test } from '@conductor/types';
import type { ConductOptions } from './conduct-options.ts';
import { type CourseTiming, defaultTiming } from './course/course-plan.ts';
import { dialOptions } from './dial-options.ts';
import { leaveOut } from './leave-out.ts';

/** A test with the players that take part, and how much time is left for those that are not there yet. */
export interface SettledTest {
  readonly test: Test;
  readonly timing: CourseTiming;
}

/** Settles who takes part in a run, by the systems of their hosts. Whoever asks for the end meanwhile is heard by the run itself. */
export async function settlePlayers(
  asked: Test,
  options: ConductOptions,
  interruptions: readonly AbortSignal[],
): Promise<SettledTest> {
  const { clock = systemClock } = options;
  const timing = { ...defaultTiming(asked.settings), ...options.timing };
  const sinceNs = clock.monotonicNs();
  const signal = AbortSignal.any([...interruptions]);
  const greeting = { dialling: dialOptions(options), waitPlayersMs: timing.waitPlayersMs, clock };
  try {
    const test = await leaveOut(asked, greeting, signal);
    const waitPlayersMs = Math.max(0, timing.waitPlayersMs - elapsedMs(sinceNs, clock.monotonicNs()));
    return { test, timing: { ...timing, waitPlayersMs } };
  } catch (thrown) {
    if (!signal.aborted) throw thrown;
    return { test: asked, timing };
  }
}
