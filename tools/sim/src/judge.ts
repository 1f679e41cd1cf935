import { brokenLaw } from './laws/laws.ts';
import type { Machines } from './machines.ts';
import type { Scenario } from './scenario/scenario.ts';
import { type Story, simulate } from './simulate.ts';

/** What one world came to. */
export interface Judgement {
  /** Which law was broken, and how; `null` when all held. */
  readonly fault: string | null;
  /** How the conductors ended, as `0`, `3`, `killed`. */
  readonly endings: readonly string[];
}

/** Lives through a world and asks all laws. What throws has broken one too. */
export function judge(scenario: Scenario, machines?: Machines): Judgement {
  try {
    const story = simulate(scenario, machines ? { machines } : {});
    return { fault: brokenLaw(story), endings: endingsOf(story) };
  } catch (thrown) {
    const error = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    return { fault: `0 nothing throws: ${error}`, endings: ['thrown'] };
  }
}

/** The law that a fault names. */
export function lawOf(fault: string): string {
  return fault.slice(0, fault.indexOf(':'));
}

function endingsOf({ deeds }: Story): string[] {
  return deeds.flatMap((deed) => {
    if (deed.kind === 'exited') return [String(deed.code)];
    return deed.kind === 'conductor-killed' ? ['killed'] : [];
  });
}
