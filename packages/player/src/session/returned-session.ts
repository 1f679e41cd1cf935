import type { PhaseState, Session, TrialState } from './session.ts';
import type { BeforeReboot, KeptTrial } from './session-effect.ts';
import type { StepInPhase } from './step-in-phase.ts';
import type { Moment } from './turn.ts';

/** A trial that an earlier life of the player left because the trial itself rebooted the host. */
export interface ReturnedTrial {
  readonly kept: KeptTrial;
  /** The step that did so. */
  readonly reboot: StepInPhase;
  readonly before: BeforeReboot;
  /** From the leave to reboot until now, by the wall clock. */
  readonly awayMs: number;
  /** Startup has begun, and so Reset is owed. */
  readonly isOwed: boolean;
}

/**
 * The session as the earlier life left it, waiting for its conductor, for a lease from now on. That hears first that the host is
 * back; no step begins before it says so.
 */
export function returnedSession(returned: ReturnedTrial, { monotonicNs }: Moment): Session {
  const { kept, reboot, before, awayMs } = returned;
  const { run, who, since, takenCount, saidCount } = before;
  const { phase, index: stepIndex } = reboot.step;
  const back = { kind: 'host-returned', phase, stepIndex, tookMs: awayMs } as const;
  return {
    holder: {
      run,
      who,
      since: new Date(since),
      playerName: kept.playerName,
      testName: kept.testName,
      contact: { kind: 'cut', cause: 'this host was rebooted', sinceNs: monotonicNs },
      claim: 'answered',
      heardNs: monotonicNs,
      leaseMs: kept.policies.leaseMs,
      said: { takenCount, saidCount: saidCount + 1, unheard: [back] },
    },
    trial: returnedTrial(returned, monotonicNs),
    leaving: null,
    past: null,
  };
}

function returnedTrial(returned: ReturnedTrial, monotonicNs: bigint): TrialState {
  const { kept, reboot, isOwed } = returned;
  const { phase } = reboot.step;
  return {
    ref: kept.trial,
    policies: kept.policies,
    phases: kept.phases,
    stage: 'loaded',
    phase: returnedPhase(returned, monotonicNs),
    lastPhase: phase,
    cancelled: null,
    ahead: null,
    debt: isOwed ? 'owed' : 'none',
    promise: isOwed ? 'given' : 'none',
    stopped: null,
    ending: null,
  };
}

function returnedPhase({ kept, reboot, before, awayMs }: ReturnedTrial, monotonicNs: bigint): PhaseState {
  const { phase } = reboot.step;
  const position = kept.phases[phase].findIndex(({ index }) => index === reboot.step.index);
  return {
    phase,
    stage: 'running',
    asked: true,
    announced: true,
    next: position + 1,
    gate: { kind: 'none' },
    current: position,
    retry: null,
    failedCount: before.failedCount,
    unknownCount: before.unknownCount,
    halted: null,
    wait: { kind: 'back', reachedNs: monotonicNs, awayMs },
    brokenSyncs: new Map(before.brokenSyncs),
    syncsOver: null,
    at: null,
    orderedNs: null,
  };
}
