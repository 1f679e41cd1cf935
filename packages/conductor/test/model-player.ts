import { type Claim, type ControlCommand, type ControlReply, isCounted } from '@conductor/protocol';
import { PHASES, type Phase, type ResetState, type TrialRef } from '@conductor/types';
import type { Habits } from './model-habits.ts';

/** What a model player answers, and how long after the command. */
export interface Answer {
  readonly afterMs: number;
  readonly reply: ControlReply;
  /** Asked when its time has come: whether it is still to be said. */
  readonly isStillSo?: () => boolean;
  /** It was said before, and is not counted anew. */
  readonly isAgain?: boolean;
}

interface Trial {
  readonly ref: TrialRef;
  /** The last that was armed: phases only go forward. */
  lastPhase: Phase | null;
  phase: Phase | null;
  stage: 'idle' | 'armed' | 'running' | 'done';
  isStopped: boolean;
}

/**
 * What a conductor may rely on in a player, as a strict model: a command that makes no sense where it comes is an error of
 * the test.
 */
export class ModelPlayer {
  /** What happened on it, in order: `began startup`, `ended reset`, `waived`, `reset by itself`. */
  readonly diary: string[] = [];
  readonly habits: Habits;
  isAlive = true;
  /** What its journal says of the Reset of a trial that it closed by itself; `null` otherwise. */
  lastReset: ResetState | null = null;
  #isClaimed = false;
  /** Counted commands that came, and counted replies that were said, since it was claimed. */
  #takenCount = 0;
  #said: ControlReply[] = [];
  #isReleased = false;
  #wasLoaded = false;
  #trial: Trial | null = null;
  #owes = false;
  #refusedClaims = 0;

  constructor(habits: Habits) {
    this.habits = habits;
  }

  /** It keeps results of the run: told to whoever greets it. */
  get keepsRun(): boolean {
    return this.habits.open !== null || this.habits.keepsRun;
  }

  /** A trial is open on it. */
  get hasTrial(): boolean {
    return this.#trial !== null;
  }

  get isFree(): boolean {
    return !this.#isClaimed;
  }

  /** Takes one command; returns what is answered to it, now or later. */
  hear(command: ControlCommand): Answer[] {
    const name = commandName(command);
    if (this.habits.diesAt === name) this.isAlive = false;
    if (!this.isAlive) return [];
    if (isCounted(command)) this.#takenCount += 1;
    if (this.habits.ignores === name) return [];
    switch (command.kind) {
      case 'claim-player':
        return command.claim.kind === 'continue-run'
          ? this.#continue(command.claim.heardCount)
          : this.#claim(command.claim);
      case 'load-trial':
        this.#expect(this.#isClaimed && this.#trial === null, name);
        this.#wasLoaded = true;
        this.#trial = { ref: command.trial, lastPhase: null, phase: null, stage: 'idle', isStopped: false };
        return [this.#soon({ kind: 'trial-loaded', trial: command.trial }, this.habits.loadsMs)];
      case 'arm-phase':
        return this.#arm(command.phase);
      case 'start-phase':
        return this.#start(command.phase);
      case 'end-phase':
        return this.#end(command.phase);
      case 'stop-trial':
        return this.#stop();
      case 'close-trial':
        return this.#close(command.waiveReset);
      case 'settle-sync':
        return [];
      case 'permit-reboot':
        this.#expect(this.#trial?.stage === 'running', name);
        this.isAlive = false;
        return [];
      case 'resume-trial':
        return [this.#listEnds('run', this.habits.stepsMs.run ?? 0)];
      case 'heartbeat':
        this.#expect(this.#isClaimed, name);
        this.#expect(command.heardCount <= this.#said.length, `${name} that heard ${command.heardCount}`);
        return [this.#soon(heartbeatReply(command.sequence, this.#takenCount))];
      case 'release-player':
        this.#expect(this.#trial === null, name);
        this.#isClaimed = false;
        this.#isReleased = true;
        return [this.#soon({ kind: 'player-released' })];
      default:
        return command satisfies never;
    }
  }

  /** Whether it has been loaded a trial, and so has a lease. */
  get hasLease(): boolean {
    return this.#isClaimed && this.#wasLoaded;
  }

  /** The time of an answer has come: it is said, whether or not it can be sent. Tells whether there is anything to say. */
  say({ reply, isStillSo = () => true, isAgain = false }: Answer): boolean {
    if (!this.isAlive || !isStillSo()) return false;
    if (isCounted(reply) && !isAgain) this.#said.push(reply);
    return true;
  }

  /** Its host is there again, and it goes on with the trial as soon as its conductor does. */
  comeBack(): void {
    this.isAlive = true;
    this.diary.push('came back');
    this.#said.push({ kind: 'host-returned', phase: 'run', stepIndex: 1, tookMs: 0 });
  }

  /** Its lease is over: what it owes it pays by itself. */
  loseConductor(): void {
    if (this.isAlive && this.#trial) this.lastReset = this.#owes ? 'paid' : 'not-owed';
    if (this.isAlive && this.#owes) this.#pay('reset by itself');
    this.#trial = null;
    this.#isClaimed = false;
  }

  #claim({ kind }: Claim): Answer[] {
    // Who has loaded nothing frees it by hanging up; where that was cut off, it comes before whoever dials anew.
    this.#expect(!this.#isClaimed || !this.#wasLoaded, 'claim-player');
    if (this.#refusedClaims < this.habits.endingClaims) {
      this.#refusedClaims += 1;
      const message = 'this player is ending (SIGTERM); start it again when it has ended';
      return [this.#soon({ kind: 'refused', reason: 'busy', message, holder: null })];
    }
    if (this.habits.isBusy || this.#refusedClaims < this.habits.busyClaims) {
      this.#refusedClaims += 1;
      const who = 'ann@lab (pid 4711)';
      const holder = { runId: '20261123T231500Z-k3f9', epoch: 1, who, since: new Date(0), silentMs: 0, leaseMs: null };
      return [this.#soon({ kind: 'refused', reason: 'busy', message: 'held', holder })];
    }
    this.#isClaimed = true;
    this.#isReleased = false;
    this.#wasLoaded = false;
    this.#takenCount = 0;
    this.#said = [];
    const { open } = this.habits;
    if (kind !== 'take-over-run' || open === null) {
      return [this.#soon({ kind: 'player-claimed', takenCount: 0, openTrial: null })];
    }
    const { trial, lastPhase, resetOwed } = open;
    this.#wasLoaded = true;
    this.#trial = { ref: trial, lastPhase, phase: null, stage: 'idle', isStopped: true };
    this.#owes = resetOwed;
    const openTrial = { trial, lastPhase, resetOwed };
    return [this.#soon({ kind: 'player-claimed', takenCount: 0, openTrial }, open.answersMs)];
  }

  /** What was said and not heard is said again; it does not count anew. */
  #continue(heardCount: number): Answer[] {
    if (!this.#isClaimed && !this.#isReleased) {
      const message = 'its lease is over; its Reset is paid';
      return [this.#soon({ kind: 'refused', reason: 'fenced', message, holder: null })];
    }
    this.#expect(heardCount <= this.#said.length, `continue-run after ${heardCount}`);
    const claimed = this.#soon({ kind: 'player-claimed', takenCount: this.#takenCount, openTrial: null });
    return [claimed, ...this.#said.slice(heardCount).map((reply) => ({ ...this.#soon(reply), isAgain: true }))];
  }

  #arm(phase: Phase): Answer[] {
    const trial = this.#loaded(`arm-phase ${phase}`);
    this.#expect(trial.stage === 'idle', `arm-phase ${phase}`);
    this.#expect(!trial.isStopped || phase === 'collect' || phase === 'reset', `arm-phase ${phase} after a stop`);
    this.#expect(isForward(trial.lastPhase, phase), `arm-phase ${phase} after ${trial.lastPhase}`);
    trial.lastPhase = phase;
    if (this.habits.declines.includes(phase)) {
      return [this.#soon({ kind: 'phase-not-started', phase, reason: 'the shell could not be forked' })];
    }
    trial.phase = phase;
    trial.stage = 'armed';
    return [this.#soon({ kind: 'phase-armed', phase })];
  }

  #start(phase: Phase): Answer[] {
    const trial = this.#loaded(`start-phase ${phase}`);
    this.#expect(trial.phase === phase && trial.stage === 'armed', `start-phase ${phase}`);
    trial.stage = 'running';
    this.#owes ||= phase === 'startup';
    this.diary.push(`began ${phase}`);
    const stepsMs = this.habits.stepsMs[phase];
    const started = this.#soon({ kind: 'phase-started', phase, monotonicNs: 0n, orderedNs: 0n });
    if (phase === 'run' && this.habits.reboot !== null) {
      return [started, this.#soon({ kind: 'reboot-due', phase, stepIndex: 1 })];
    }
    return stepsMs === null ? [started] : [started, this.#listEnds(phase, stepsMs)];
  }

  #listEnds(phase: Phase, afterMs: number): Answer {
    const trial = this.#loaded('the end of a list');
    const isStillSo = () => {
      const isRunning = this.#trial === trial && trial.phase === phase && trial.stage === 'running';
      if (isRunning) trial.stage = 'done';
      return isRunning;
    };
    return { ...this.#soon(this.#done(phase), afterMs), isStillSo };
  }

  #end(phase: Phase): Answer[] {
    const trial = this.#loaded(`end-phase ${phase}`);
    this.#expect(trial.phase === phase && trial.stage === 'done', `end-phase ${phase}`);
    trial.stage = 'idle';
    trial.phase = null;
    if (this.diary.at(-1) === `began ${phase}`) this.diary.push(`ended ${phase}`);
    if (phase === 'reset') this.#owes = false;
    const finished = this.#soon({ kind: 'phase-finished', phase, failedCount: 0, unknownCount: 0, leftoverCount: 0 });
    return this.habits.keepsResults
      ? [finished]
      : [finished, this.#soon({ kind: 'results-acknowledged', phase }, this.habits.holdsMs)];
  }

  #stop(): Answer[] {
    const trial = this.#loaded('stop-trial');
    trial.isStopped = true;
    const { phase } = trial;
    const stopped = this.#soon({ kind: 'trial-stopped' });
    if (phase === null || phase === 'reset' || trial.stage === 'done') return [stopped];
    trial.stage = 'done';
    return [stopped, this.#soon(this.#done(phase), 20)];
  }

  #close(waiveReset: boolean): Answer[] {
    this.#loaded('close-trial');
    this.#trial = null;
    return [this.#soon({ kind: 'trial-closed', reset: this.#settle(waiveReset) })];
  }

  #settle(waiveReset: boolean): ResetState {
    if (!this.#owes) return this.diary.includes('ended reset') ? 'paid' : 'not-owed';
    if (waiveReset) {
      this.#owes = false;
      this.diary.push('waived');
      return 'waived';
    }
    this.#pay('reset at the close');
    return 'paid';
  }

  #pay(how: string): void {
    this.#owes = false;
    this.diary.push(how);
  }

  #done(phase: Phase): ControlReply {
    return { kind: 'steps-done', phase, failedCount: this.habits.failsIn.includes(phase) ? 1 : 0 };
  }

  #soon(reply: ControlReply, afterMs = 1): Answer {
    return { afterMs: afterMs + this.habits.latencyMs, reply };
  }

  #loaded(name: string): Trial {
    if (this.#trial === null) throw new Error(`${name} makes no sense: no trial is loaded`);
    return this.#trial;
  }

  #expect(makesSense: boolean, name: string): void {
    if (!makesSense) throw new Error(`${name} makes no sense here: ${JSON.stringify(this.#trial)}`);
  }
}

/** A command as the tests write it. */
export function commandName(command: ControlCommand): string {
  return 'phase' in command ? `${command.kind} ${command.phase}` : command.kind;
}

function isForward(last: Phase | null, next: Phase): boolean {
  return last === null || PHASES.indexOf(next) > PHASES.indexOf(last);
}

function heartbeatReply(sequence: number, takenCount: number): ControlReply {
  return {
    kind: 'heartbeat-reply',
    sequence,
    monotonicNs: 0n,
    wallTime: new Date(0),
    phase: null,
    stepIndex: 0,
    runningCount: 0,
    pendingBytes: 0,
    takenCount,
  };
}
