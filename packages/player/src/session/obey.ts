import { type ControlCommand, isCounted } from '@conductor/protocol';
import { PHASES, type Phase } from '@conductor/types';
import { loseConductor } from './be-alone.ts';
import { closeTrial, releasePlayer } from './close-trial.ts';
import { renewLease } from './lease.ts';
import { loadTrial } from './load-trial.ts';
import { obeyStranger } from './obey-stranger.ts';
import { armPhase } from './phase-arming.ts';
import { endCancelledPhase, settlePhase } from './phase-end.ts';
import { startPhase } from './phase-list.ts';
import { permitReboot, resumeTrial } from './reboot.ts';
import { countTaken, saidAfter } from './said.ts';
import { isSame } from './same-run.ts';
import type { SessionHolder, TrialState } from './session.ts';
import type { SessionEvent } from './session-event.ts';
import { settleSync } from './settle-sync.ts';
import { runningStep } from './step-in-phase.ts';
import { stopTrial } from './stop-trial.ts';
import { callOf, changeHolder, refuse, say, type Turn } from './turn.ts';

type Command<K extends ControlCommand['kind']> = Extract<ControlCommand, { kind: K }>;

/** Takes in what a conductor said: the holder is obeyed, anybody else may only claim. */
export function obey(turn: Turn, event: SessionEvent & { kind: 'command' }): void {
  const { holder } = turn.session;
  if (!holder || callOf(holder) !== event.call) {
    obeyStranger(turn, event);
    return;
  }
  if (!isSame(event.request.run, holder.run)) {
    fence(turn, event, holder);
    return;
  }
  if (renewLease(turn) === 'over') return;
  const { command } = event.request;
  if (isCounted(command)) countTaken(turn, holder);
  const isEarly = holder.claim === 'waiting' && isCounted(command);
  const objection = isEarly ? `${command.kind} came before the claim was answered` : obeyHolder(turn, command);
  if (objection === null) return;
  // Whoever says what makes no sense has lost its way, and with it the player.
  refuse(turn, event.call, 'protocol', objection);
  loseConductor(turn, `the conductor broke the protocol: ${objection}`);
}

/** Does what the holder says; tells what makes no sense about it, `null` if nothing. */
function obeyHolder(turn: Turn, command: ControlCommand): string | null {
  switch (command.kind) {
    case 'claim-player':
      return 'claim-player came a second time';
    case 'load-trial':
      if (turn.session.trial) return 'load-trial came before the last trial was closed';
      loadTrial(turn, command);
      return null;
    case 'arm-phase':
      return obeyArm(turn, command.phase);
    case 'start-phase':
      return obeyStart(turn, command);
    case 'end-phase':
      return obeyEnd(turn, command.phase);
    case 'stop-trial':
      return obeyStop(turn, command.reason);
    case 'close-trial':
      return obeyClose(turn, command);
    case 'settle-sync':
      settleSync(turn, command);
      return null;
    case 'permit-reboot':
      return permitReboot(turn, command);
    case 'resume-trial':
      resumeTrial(turn, command);
      return null;
    case 'heartbeat':
      return answerHeartbeat(turn, command);
    case 'release-player':
      releasePlayer(turn);
      return null;
    default:
      return command satisfies never;
  }
}

function obeyArm(turn: Turn, phase: Phase): string | null {
  const trial = openTrial(turn);
  if (trial?.stage !== 'loaded' || trial.phase || !isForward(trial.lastPhase, phase)) {
    return `arm-phase ${phase} came ${whereIs(trial)}`;
  }
  const isOver = trial.stopped !== null && (phase === 'startup' || phase === 'run');
  if (isOver) say(turn, { kind: 'phase-not-started', phase, reason: trial.stopped });
  else armPhase(turn, phase, true);
  return null;
}

function obeyStart(turn: Turn, { phase, at }: Command<'start-phase'>): string | null {
  const trial = openTrial(turn);
  if (trial?.cancelled === phase) {
    say(turn, { kind: 'phase-not-started', phase, reason: trial.stopped ?? 'the trial was stopped' });
    return null;
  }
  if (trial?.phase?.phase !== phase || trial.phase.stage !== 'armed')
    return `start-phase ${phase} came ${whereIs(trial)}`;
  startPhase(turn, phase, at);
  return null;
}

function obeyEnd(turn: Turn, phase: Phase): string | null {
  const trial = openTrial(turn);
  if (trial?.cancelled === phase) {
    endCancelledPhase(turn, phase);
    return null;
  }
  if (trial?.phase?.phase !== phase || trial.phase.stage !== 'done') return `end-phase ${phase} came ${whereIs(trial)}`;
  settlePhase(turn);
  return null;
}

function obeyStop(turn: Turn, reason: string): string | null {
  const { trial } = turn.session;
  if (!trial) return 'stop-trial came without a trial';
  if (trial.ending) say(turn, { kind: 'trial-stopped' });
  else stopTrial(turn, reason);
  return null;
}

function obeyClose(turn: Turn, { waiveReset }: Command<'close-trial'>): string | null {
  if (openTrial(turn)?.stage !== 'loaded') return 'close-trial came without an open trial';
  closeTrial(turn, { waiveReset, after: 'say-closed', cause: null });
  return null;
}

/** What came need not be kept any more, on either side. */
function answerHeartbeat(turn: Turn, { sequence, heardCount }: Command<'heartbeat'>): string | null {
  const { holder, trial } = turn.session;
  const call = callOf(holder);
  if (!holder || call === null) return null;
  const said = saidAfter(holder.said, heardCount);
  if (said === null) return `a heartbeat told of ${heardCount} replies, and ${holder.said.saidCount} were said`;
  changeHolder(turn, { said });
  const beat = { sequence, ...runningStep(trial), takenCount: said.takenCount };
  turn.effects.push({ kind: 'reply-heartbeat', call, beat });
  return null;
}

function fence(turn: Turn, { call, request }: SessionEvent & { kind: 'command' }, holder: SessionHolder): void {
  const { runId, epoch } = request.run;
  const held = `run ${holder.run.runId}, epoch ${holder.run.epoch}`;
  refuse(turn, call, 'fenced', `this player belongs to ${held}; ${runId}, epoch ${epoch}, may not command it`);
  loseConductor(turn, `the conductor ${holder.who} spoke for another run`);
}

/** The trial, unless it is already being brought to its end. */
function openTrial({ session: { trial } }: Turn): TrialState | null {
  return trial?.ending === null ? trial : null;
}

function whereIs(trial: TrialState | null): string {
  if (!trial) return 'without an open trial';
  const { phase, lastPhase } = trial;
  if (phase) return `while ${phase.phase} was ${phase.stage}`;
  return lastPhase === null ? 'before any phase' : `after ${lastPhase}`;
}

function isForward(last: Phase | null, next: Phase): boolean {
  return last === null || PHASES.indexOf(next) > PHASES.indexOf(last);
}
