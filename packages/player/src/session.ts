/*
 * The session as a pure machine, with the timer that wakes it, for the simulator. Only sources lead here: what is published does not.
 */
export { LeaseTimer } from './lease-timer.ts';
export { runningLease } from './session/lease.ts';
export { nextSession } from './session/next-session.ts';
export { type ReturnedTrial, returnedSession } from './session/returned-session.ts';
export { type CallId, FREE_SESSION, type Session } from './session/session.ts';
export type { BeforeReboot, KeptTrial, SessionEffect } from './session/session-effect.ts';
export type { SessionEvent } from './session/session-event.ts';
export type { Moment } from './session/turn.ts';
