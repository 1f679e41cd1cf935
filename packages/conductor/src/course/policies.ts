import type { Policies } from '@conductor/protocol';
import type { PlayerPlan, Settings, StateLook } from '@conductor/types';
import type { CoursePlan } from './course-plan.ts';

/** The part of the settings that a player works by. */
export function policiesOf({ settings, timing }: CoursePlan): Policies {
  return {
    leaseMs: settings.leaseMs,
    heartbeatMs: timing.heartbeatMs,
    stepTimeoutMs: settings.stepTimeoutMs,
    killGraceMs: settings.killGraceMs,
    maxOutputBytes: settings.maxOutputBytes,
    stopSignal: settings.stopSignal,
    capture: settings.capture,
    onDisconnect: settings.onDisconnect,
    onFailure: settings.onFailure,
    live: settings.live,
  };
}

/** How a player compares its host after Reset with before Startup; `null` where it does not. */
export function looksOf({ state = [] }: PlayerPlan, { verifyReset }: Settings): readonly StateLook[] | null {
  return verifyReset === 'off' ? null : state;
}
