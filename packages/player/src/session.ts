/*
 * The session as a pure machine, for the simulator. Only sources lead here: what is published does not.
 */
export { nextSession } from './session/next-session.ts';
export { type ReturnedTrial, returnedSession } from './session/returned-session.ts';
export { type CallId, FREE_SESSION, type Session } from './session/session.ts';
export type { BeforeReboot, KeptTrial, SessionEffect } from './session/session-effect.ts';
export type { SessionEvent } from './session/session-event.ts';
export type { Moment } from './session/turn.ts';
