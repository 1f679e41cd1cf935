import type {
  Channel,
  CheckResult,
  ContainmentLevel,
  FileResult,
  HostFacts,
  JournalRecord,
  Leftover,
  MetricReading,
  Outcome,
  Phase,
  PhaseCounts,
  PlayerClock,
  PlayerPhaseResult,
  PlayerPlan,
  PrecisionResult,
  ResetState,
  RunEvent,
  StartResult,
  StateComparison,
  StepId,
  TrialRef,
} from '@conductor/types';

/**
 * What the events of a run have told so far. It belongs to the fold, which changes it in place: an event costs the same
 * after a million others. Only what began has a place in it; steps that never began are filled in from the test.
 */
export interface RunState {
  started: Extract<RunEvent, { kind: 'run-started' }> | null;
  /** The players of the test by name; empty until the run has started. */
  readonly plans: Map<string, PlayerPlan>;
  endTime: string | null;
  exitCode: number | null;
  interrupted: boolean;
  /** The highest under which anybody conducted the run. */
  epoch: number;
  readonly facts: Map<string, HostFacts>;
  readonly identities: Map<string, string | null>;
  /** Why the connection to a player was cut last. */
  readonly cuts: Map<string, string>;
  readonly lost: Map<string, string>;
  /** As they were measured last. */
  readonly clocks: Map<string, PlayerClock>;
  readonly trials: Map<string, TrialState>;
  readonly problems: string[];
  /** Where in them it stands that a phase was not started, by what such sentences share. */
  readonly notStarted: Map<string, NotStarted>;
  checks: readonly CheckResult[];
  /** Of `trials: auto`, as far as it is settled: by the name of the case, which is empty without parameters. */
  readonly precision: Map<string, PrecisionResult>;
}

/** A sentence for all that could not start a phase for the same reason. */
export interface NotStarted {
  /** Its place in `problems`. */
  readonly at: number;
  /** The trial that was named last behind what the first of them said; `null` until another is named. */
  lastTrial: number | null;
}

export interface TrialState {
  readonly trial: TrialRef;
  /** By player, where the trial has steps of its own; `null`: those of the test. */
  steps: Map<string, Pick<PlayerPlan, 'phases' | 'state'>> | null;
  startTime: string;
  endTime: string | null;
  readonly phases: Map<Phase, PhaseTimes>;
  readonly players: Map<string, PlayerState>;
  readings: readonly MetricReading[];
}

export interface PhaseTimes {
  startTime: string | null;
  endTime: string | null;
  start: StartResult | null;
}

/** One player in one trial. */
export interface PlayerState {
  /** How much is held of its journal: a collector continues behind it. */
  readonly journal: JournalState;
  lost: { readonly phase: Phase | null; readonly cause: string } | null;
  reset: { readonly state: ResetState; readonly from: 'player' | 'conductor'; readonly time: string | null } | null;
  /** How its host was after Reset, compared with before; `null` where it did not tell. */
  state: StateComparison | null;
  readonly finished: Map<Phase, { readonly containment: ContainmentLevel; readonly leftovers: readonly Leftover[] }>;
  /** What the player counted; `null` but in a run with an external collector. */
  counts: Map<Phase, PhaseCounts> | null;
  /** The phases that it could not start, or refused to; `null` until there is one. */
  notStarted: Set<Phase> | null;
  /** When it started which phase, and what turns its monotonic clock of then into nanoseconds since 1970 on the conductor's. */
  readonly starts: Map<Phase, { readonly start: PlayerPhaseResult['start']; readonly epochNs: bigint }>;
  /** Where it came back from a reboot: steps of that phase with a higher index have its new monotonic clock. In their order. */
  readonly returns: { readonly after: StepId; readonly epochNs: bigint }[];
  /** Phases of which the player has told anything. */
  readonly touched: Set<Phase>;
  /** Every attempt of each step, by its key. */
  readonly steps: Map<string, StepState>;
  /** Of steps that were tried again, by the key of the first attempt: the number of the last. `null` until there is one. */
  lastAttempts: Map<string, number> | null;
  /** Characters that its remarks may still have. */
  remarkRoom: number;
  /** Bytes, about, that take in memory what it said beyond what the plan bounds: the collector sees to it that they have an end. */
  keptBytes: number;
}

/** How much of a journal was folded. */
export interface JournalState {
  /** Bytes of each segment. */
  readonly offsets: Map<number, number>;
  /** The segment that was folded last, and in it the number of the last record. */
  segment: number;
  seq: number;
}

export interface StepState {
  readonly id: StepId;
  began: boolean;
  startTime: string | null;
  /** The player's monotonic clock then. */
  startNs: string | null;
  outcome: Outcome | null;
  durationMs: number | null;
  readonly outputs: { out: OutputState | null; err: OutputState | null };
  /** By number; `null` until there is one, as most steps fetch nothing. */
  files: Map<number, FileResult> | null;
  /** Found on the player and not brought home yet, by number. */
  awaitedFiles: Map<number, FoundFile> | null;
  /** Found on the player, which would not or could not fetch them. */
  refusedFiles: RefusedFile[] | null;
  remarks: string[] | null;
}

/** What a player says of a file that it found. */
export type FoundFile = Pick<Extract<JournalRecord, { kind: 'file-found' }>, 'path' | 'mode' | 'modified'>;

/** What a player says of a file that it found and did not fetch. */
export type RefusedFile = Pick<Extract<JournalRecord, { kind: 'file-refused' }>, 'path' | 'reason'>;

export interface OutputState {
  generation: number;
  path: string | null;
  bytes: number;
  /** `null` until the newest generation is held whole. */
  sha256: string | null;
  /** What the player says it came to; `null` until it says so. */
  closedBytes: number | null;
  /** By generation; `null` until the command truncates its output. */
  rewound: Map<number, { readonly path: string | null; readonly bytes: number }> | null;
}

/** A run of which nothing is known yet. */
export function emptyRun(): RunState {
  return {
    started: null,
    plans: new Map(),
    endTime: null,
    exitCode: null,
    interrupted: false,
    epoch: 1,
    facts: new Map(),
    identities: new Map(),
    cuts: new Map(),
    lost: new Map(),
    clocks: new Map(),
    trials: new Map(),
    problems: [],
    notStarted: new Map(),
    checks: [],
    precision: new Map(),
  };
}

/** The player's part of the test, or `undefined` for a name that the test does not know. */
export function planOf(state: RunState, player: string): PlayerPlan | undefined {
  return state.plans.get(player);
}

/** A player's part of the test as it is in a trial. */
export function planInTrial(plan: PlayerPlan, trial: Pick<TrialState, 'steps'> | undefined): PlayerPlan {
  return { ...plan, ...trial?.steps?.get(plan.name) };
}

/** The key of a trial in maps. */
export function trialKey(trial: TrialRef): string {
  return `${trial.trial} ${trial.caseName}`;
}

/** What is known of one player in one trial; `undefined` while nothing is. */
export function playerIn(state: RunState, trial: TrialRef, player: string): PlayerState | undefined {
  return state.trials.get(trialKey(trial))?.players.get(player);
}

/** What is known of one output of a step; `undefined` while nothing is. */
export function outputIn(player: PlayerState | undefined, step: StepId, channel: Channel): OutputState | undefined {
  return player?.steps.get(stepKey(step))?.outputs[channel] ?? undefined;
}

/** The key of one attempt of a step in maps. */
export function stepKey({ phase, index, attempt }: StepId): string {
  return attempt === 1 ? `${phase}/${index}` : `${phase}/${index}/${attempt}`;
}

/** The last attempt of a step: what the step came to. `undefined` for one that never began. */
export function lastAttempt(player: PlayerState | undefined, phase: Phase, index: number): StepState | undefined {
  const attempt = player?.lastAttempts?.get(stepKey({ phase, index, attempt: 1 })) ?? 1;
  return player?.steps.get(stepKey({ phase, index, attempt }));
}
