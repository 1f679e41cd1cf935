import type { Policies } from '@conductor/protocol';
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
