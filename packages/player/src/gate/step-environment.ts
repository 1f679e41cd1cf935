import type { RunRef, StepId, TrialRef } from '@conductor/types';
import type { Cell } from '../containment/cell.ts';
import { MARK_VARIABLE } from '../containment/mark.ts';

const INHERITED = ['PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'LANG', 'TZ', 'TMPDIR'];
const LOCALE = /^LC_[A-Z]+$/;

/** What every step inherits of the player's own environment: a fixed list, the locale, and what `passed` names. */
export function inheritedEnvironment(
  environment: NodeJS.ProcessEnv,
  passed: readonly string[] = [],
): Record<string, string> {
  const names = new Set([...INHERITED, ...passed]);
  const inherited: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined && (names.has(name) || LOCALE.test(name))) inherited[name] = value;
  }
  return inherited;
}

/** Who a step is: what it is told in its environment. */
export interface StepPlace {
  readonly run: RunRef;
  readonly trial: TrialRef;
  readonly playerName: string;
  readonly testName: string;
  readonly step: StepId;
  readonly key: string;
  /** How often steps of the trial have rebooted the host. */
  readonly reboots: number;
}

/** The variables that tell a step where it runs, and pass the mark of its containment on. */
export function stepEnvironment(place: StepPlace, cell: Pick<Cell, 'mark'>): Record<string, string> {
  const { run, trial, playerName, testName, step, key, reboots } = place;
  return {
    CONDUCTOR_RUN: run.runId,
    CONDUCTOR_TEST: testName,
    CONDUCTOR_CASE: trial.caseName,
    CONDUCTOR_TRIAL: String(trial.trial),
    CONDUCTOR_PHASE: step.phase,
    CONDUCTOR_STEP: key,
    CONDUCTOR_PLAYER: playerName,
    CONDUCTOR_REBOOT_COUNT: String(reboots),
    [MARK_VARIABLE]: String(cell.mark),
  };
}
