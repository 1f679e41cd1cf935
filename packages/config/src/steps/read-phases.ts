import type { Phase, Settings, Step } from '@conductor/types';
import type { Findings } from '../diagnostics/findings.ts';
import type { Entry } from '../dialect/document.ts';
import { LIMITS } from '../limits.ts';
import { expanderOf, type Surroundings } from '../read-section.ts';
import { warnOfOwnOutput } from './own-output.ts';
import { type PhaseEntries, phaseEntries } from './phase-entries.ts';
import { readStep } from './read-step.ts';
import { warnOfSelfKill } from './self-kill.ts';

/** A step, and the line that it was read from. */
export interface ReadStep {
  readonly step: Step;
  readonly entry: Entry;
}

/** The steps of each phase of a player file. */
export type ReadPhases = { readonly [P in Phase]: readonly ReadStep[] };

/** Reads the steps of all phases of a player file, in its order. Lines that make no step are reported and left out. */
export function readPhases(around: Surroundings, capture: Settings['capture'], findings: Findings): ReadPhases {
  const entries = phaseEntries(around.document, findings);
  reportCount(entries, findings);
  const stepsOf = (phase: Phase) => readPhase(phase, entries[phase], around, capture, findings);
  return { startup: stepsOf('startup'), run: stepsOf('run'), collect: stepsOf('collect'), reset: stepsOf('reset') };
}

function readPhase(
  phase: Phase,
  entries: readonly Entry[],
  around: Surroundings,
  capture: Settings['capture'],
  findings: Findings,
): ReadStep[] {
  const expander = expanderOf(entries, around, findings);
  const read: ReadStep[] = [];
  const earlier: Step[] = [];
  for (const [at, entry] of entries.slice(0, LIMITS.steps).entries()) {
    const text = expander.expand(entry.value);
    const step = text === null ? null : readStep({ entry, phase, text, earlier }, at + 1, findings);
    if (step === null) continue;
    if (capture === 'file') warnOfOwnOutput(step, entry, findings);
    warnOfSelfKill(step, entry, findings);
    read.push({ step, entry });
    earlier.push(step);
  }
  return read;
}

function reportCount(phases: PhaseEntries, findings: Findings): void {
  const entries = Object.values(phases).flat();
  const surplus = entries[LIMITS.steps];
  if (surplus === undefined) return;
  findings.add('too-many-steps', surplus.place, {
    message: `this player has ${entries.length} steps; it takes ${LIMITS.steps} at most`,
    suggestion: 'put what belongs together into a script on the player, and run that',
  });
}
