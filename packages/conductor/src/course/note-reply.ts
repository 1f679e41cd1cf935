import { type ControlReply, isCounted, type Refusal } from '@conductor/protocol';
import { ConductorError } from '@conductor/types';
import { comeTo } from './come-to.ts';
import { noteAnswer, noteSign } from './contact.ts';
import { type Course, isOurs, record } from './course.ts';
import { declinePhase } from './decline-phase.ts';
import { isFinal, noteContinued, noteTaken } from './link.ts';
import { losePlayer, loseSilentPlayer } from './lose-player.ts';
import { noteDue, noteReturned } from './note-reboot.ts';
import { formatPlayer, type PlayerState } from './player-state.ts';
import { refusalError } from './refusal-error.ts';

/** Takes what a player said into what the conductor knows. */
export function noteReply(course: Course, player: PlayerState, reply: ControlReply): void {
  noteSign(course, player);
  if (isCounted(reply)) player.talk = { ...player.talk, heardCount: player.talk.heardCount + 1 };
  switch (reply.kind) {
    case 'player-claimed':
      noteClaimed(course, player, reply);
      return;
    case 'player-released':
      player.presence = { kind: 'released' };
      return;
    case 'refused':
      noteRefusal(course, player, reply);
      return;
    case 'phase-finished':
      noteCounts(course, player, reply);
      comeTo(course, player, `${reply.kind} of ${reply.phase}`);
      return;
    case 'phase-started':
      player.started = { startedNs: reply.monotonicNs, orderedNs: reply.orderedNs };
      comeTo(course, player, `${reply.kind} of ${reply.phase}`);
      return;
    case 'phase-armed':
    case 'results-acknowledged':
      comeTo(course, player, `${reply.kind} of ${reply.phase}`);
      return;
    case 'sync-reached':
      comeTo(course, player, `sync ${reply.name} of ${reply.phase}`);
      return;
    case 'reboot-due':
      noteDue(player, reply);
      return;
    case 'host-returned':
      noteReturned(course, player, reply);
      return;
    case 'steps-done':
      comeTo(course, player, `steps-done of ${reply.phase}`);
      noteFailures(course, player, reply);
      return;
    case 'phase-not-started':
      noteNotStarted(course, player, reply);
      return;
    case 'trial-closed':
      player.reset = reply.reset;
      comeTo(course, player, reply.kind);
      return;
    case 'trial-loaded':
    case 'trial-stopped':
      comeTo(course, player, reply.kind);
      return;
    case 'heartbeat-reply':
      noteAnswer(course, player);
      noteTaken(player, reply.takenCount);
      noteStep(course, player, reply);
      notePending(course, player, reply.pendingBytes);
      return;
    default:
      reply satisfies never;
  }
}

/** Who was given up meanwhile stays so. */
function noteClaimed(course: Course, player: PlayerState, { takenCount, openTrial }: Reply<'player-claimed'>): void {
  if (isOurs(player) && player.link.kind === 'cut') {
    noteContinued(course, player, player.link, takenCount);
  } else if (player.presence.kind === 'reached') {
    noteAnswer(course, player);
    player.presence = { kind: 'claimed' };
    player.openTrial = openTrial;
    const dueAtMs = course.nowMs + course.plan.timing.heartbeatMs;
    player.heartbeat = { ...player.heartbeat, dueAtMs, contactSinceMs: course.nowMs };
    course.quietUntilMs = Math.min(course.quietUntilMs, dueAtMs);
  }
}

/** Before it is ours, a player may refuse us; after that, a refusal is its loss. */
function noteRefusal(course: Course, player: PlayerState, refusal: Refusal): void {
  const error = refusalError(player.plan, refusal);
  if (isTakenOver(refusal)) course.takenOver ??= new ConductorError('fenced', refusal.message);
  else if (player.presence.kind === 'reached') player.presence = { kind: 'refused', error };
  else if (isFinal(error)) losePlayer(course, player, error);
  // Not `busy` or `fenced`: it had been ours, and no other run holds it.
  else loseSilentPlayer(course, player, error.message);
}

/** Who conducts the run under a higher epoch is named only to those that it is taken from. */
function isTakenOver({ reason, holder }: Refusal): boolean {
  return reason === 'fenced' && holder !== null;
}

type Reply<K extends ControlReply['kind']> = ControlReply & { readonly kind: K };

/** With `on_failure = stop`, one player's failure is the obstacle of all. */
function noteFailures(course: Course, player: PlayerState, { phase, failedCount }: Reply<'steps-done'>): void {
  if (course.plan.settings.onFailure !== 'stop' || failedCount === 0 || !course.trial) return;
  if (phase !== 'startup' && phase !== 'run') return;
  course.trial.obstacle ??= `a step of ${phase} failed on ${player.plan.name}, and on_failure is stop`;
}

function noteNotStarted(course: Course, player: PlayerState, { phase, reason }: Reply<'phase-not-started'>): void {
  declinePhase(course, player, phase);
  const text = `${formatPlayer(player.plan)} could not start ${phase}: ${reason}`;
  const { trial } = course;
  const notStarted = trial && { notStarted: { trial: trial.ref, phase } };
  record(course, { kind: 'problem', text, player: player.plan.name, ...notStarted });
  if (trial) trial.obstacle ??= text;
}

/** With an external collector this is all that we hear of how a phase went. */
function noteCounts(course: Course, player: PlayerState, reply: Reply<'phase-finished'>): void {
  if (course.plan.settings.collector !== 'external' || !course.trial) return;
  const { phase, failedCount: failed, unknownCount: unknown, leftoverCount: leftovers } = reply;
  const steps = player.plan.phases[phase].length;
  const { ref: trial } = course.trial;
  record(course, { kind: 'phase-counted', player: player.plan.name, trial, phase, steps, failed, unknown, leftovers });
}

/** Which step a player is at is in its journal, which an external collector gets, and which comes after Run where that is to be quiet. */
function noteStep(course: Course, player: PlayerState, { phase, stepIndex }: Reply<'heartbeat-reply'>): void {
  const { collector, live } = course.plan.settings;
  const isTold = collector !== 'external' && (live || phase !== 'run');
  if (isTold) return;
  player.step = phase === null || stepIndex === 0 ? null : { phase, index: stepIndex, attempt: 1 };
}

/** With an external collector, a player of which nothing is pending after its trial is a player whose results are home. */
function notePending(course: Course, player: PlayerState, pendingBytes: number): void {
  const isElsewhere = course.plan.settings.collector === 'external';
  if (isElsewhere && pendingBytes === 0 && player.heard.has('trial-closed')) comeTo(course, player, 'collection-ended');
  if (pendingBytes === player.collection.pendingBytes) return;
  const progressAtMs = Math.max(course.nowMs, player.collection.progressAtMs);
  player.collection = { ...player.collection, pendingBytes, progressAtMs };
}
