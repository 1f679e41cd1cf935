import type { Claim, ControlCommand, ControlReply, OpenTrial } from '@conductor/protocol';
import { PHASES, type Phase, type ResetState, type TrialRef } from '@conductor/types';

/** How a model player differs from one where all goes well. */
export interface Habits {
  /** How long what it says is under way. */
  readonly latencyMs: number;
  /** When it begins to listen, in milliseconds from the beginning of the world. */
  readonly listensAtMs: number;
  /** How long its list of a phase takes; `null` never ends by itself. */
  readonly stepsMs: Readonly<Record<Phase, number | null>>;
  /** A step fails in these phases. */
  readonly failsIn: readonly Phase[];
  /** It cannot make these phases ready. */
  readonly declines: readonly Phase[];
  /** It vanishes when it gets this command (`arm-phase run`, `load-trial`), instead of answering. */
  readonly diesAt: string | null;
  /** It lives, and answers heartbeats, but never this command. */
  readonly ignores: string | null;
  /** Nothing of it is heard any more from here on, though its connection stands. */
  readonly hangsAtMs: number | null;
  /** It never hears that its results are held. */
  readonly keepsResults: boolean;
  /** It refuses the claim, as held by somebody else. */
  readonly isBusy: boolean;
  /** It refuses so many claims, as held by somebody else, before it is free. */
  readonly busyClaims: number;
  /** A trial that somebody else left open on it, and how long after a take-over it is between phases; `null` is none. */
  readonly open: (OpenTrial & { readonly answersMs: number }) | null;
  /** It keeps results of the run. */
  readonly keepsRun: boolean;
}

/** A player where all goes well, and takes 100 ms a phase. */
export const WELL: Habits = {
  latencyMs: 0,
  listensAtMs: 0,
  stepsMs: { startup: 100, run: 100, collect: 100, reset: 100 },
  failsIn: [],
  declines: [],
  diesAt: null,
  ignores: null,
  hangsAtMs: null,
  keepsResults: false,
  isBusy: false,
  busyClaims: 0,
  open: null,
  keepsRun: false,
};

/** What a model player answers, and how long after the command. */
export interface Answer {
  readonly afterMs: number;
  readonly reply: ControlReply;
  /** Asked when its time has come: whether it is still to be said. */
  readonly isStillSo?: () => boolean;
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
  #isClaimed = false;
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
    if (!this.isAlive || this.habits.ignores === name) return [];
    switch (command.kind) {
      case 'claim-player':
        return this.#claim(command.claim);
      case 'load-trial':
        this.#expect(this.#isClaimed && this.#trial === null, name);
        this.#trial = { ref: command.trial, lastPhase: null, phase: null, stage: 'idle', isStopped: false };
        return [this.#soon({ kind: 'trial-loaded', trial: command.trial })];
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
      case 'heartbeat':
        this.#expect(this.#isClaimed, name);
        return [this.#soon(heartbeatReply(command.sequence))];
      case 'release-player':
        this.#expect(this.#trial === null, name);
        this.#isClaimed = false;
        return [this.#soon({ kind: 'player-released' })];
      default:
        return command satisfies never;
    }
  }

  /** The end of its connection: what it owes it pays by itself. */
  loseConductor(): void {
    if (this.isAlive && this.#owes) this.#pay('reset by itself');
    this.#trial = null;
    this.#isClaimed = false;
  }

  #claim({ kind }: Claim): Answer[] {
    this.#expect(!this.#isClaimed, 'claim-player');
    if (this.habits.isBusy || this.#refusedClaims < this.habits.busyClaims) {
      this.#refusedClaims += 1;
      const who = 'ann@lab (pid 4711)';
      const holder = { runId: '20261123T231500Z-k3f9', epoch: 1, who, since: new Date(0), silentMs: 0, leaseMs: null };
      return [this.#soon({ kind: 'refused', reason: 'busy', message: 'held', holder })];
    }
    this.#isClaimed = true;
    const { open } = this.habits;
    if (kind !== 'take-over-run' || open === null) {
      return [this.#soon({ kind: 'player-claimed', takenCount: 0, openTrial: null })];
    }
    const { trial, lastPhase, resetOwed } = open;
    this.#trial = { ref: trial, lastPhase, phase: null, stage: 'idle', isStopped: true };
    this.#owes = resetOwed;
    const openTrial = { trial, lastPhase, resetOwed };
    return [this.#soon({ kind: 'player-claimed', takenCount: 0, openTrial }, open.answersMs)];
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
    const started = this.#soon({ kind: 'phase-started', phase, monotonicNs: 0n });
    if (stepsMs === null) return [started];
    const isStillSo = () => {
      const isRunning = this.#trial === trial && trial.phase === phase && trial.stage === 'running';
      if (isRunning) trial.stage = 'done';
      return isRunning;
    };
    return [started, { ...this.#soon(this.#done(phase), stepsMs), isStillSo }];
  }

  #end(phase: Phase): Answer[] {
    const trial = this.#loaded(`end-phase ${phase}`);
    this.#expect(trial.phase === phase && trial.stage === 'done', `end-phase ${phase}`);
    trial.stage = 'idle';
    trial.phase = null;
    if (this.diary.at(-1) === `began ${phase}`) this.diary.push(`ended ${phase}`);
    if (phase === 'reset') this.#owes = false;
    const finished = this.#soon({ kind: 'phase-finished', phase, failedCount: 0, unknownCount: 0, leftoverCount: 0 });
    return this.habits.keepsResults ? [finished] : [finished, this.#soon({ kind: 'results-acknowledged', phase }, 5)];
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

function heartbeatReply(sequence: number): ControlReply {
  return {
    kind: 'heartbeat-reply',
    sequence,
    monotonicNs: 0n,
    wallTime: new Date(0),
    phase: null,
    stepIndex: 0,
    runningCount: 0,
    pendingBytes: 0,
    takenCount: 0,
  };
}
