import type { ContainmentLevel, Leftover } from './containment.ts';
import type { HostFacts } from './host-facts.ts';
import type { StateComparison } from './host-state.ts';
import type { ResetState } from './journal-record.ts';
import type { CheckResult, MetricResult } from './metric-result.ts';
import type { LeftOutPlayer } from './only-startup.ts';
import type { Order } from './order.ts';
import type { Outcome, Verdict } from './outcome.ts';
import type { Phase } from './phase.ts';
import type { PlayerClock, PlayerStart } from './player-start.ts';
import type { TrialRef } from './run-ref.ts';
import type { Settings } from './settings.ts';
import type { Step } from './step.ts';
import type { CaseValue } from './test-case.ts';
import type { PrecisionResult } from './until-precise.ts';

/** run.json: what a run came to. A pure fold of events.ndjson. Absent times are `null`; durations are milliseconds. */
export interface RunResult {
  readonly schema: number;
  readonly runId: string;
  /** `trials`: of all cases together. */
  readonly test: { readonly name: string; readonly file: string; readonly trials: number };
  readonly phases: readonly Phase[];
  readonly version: string;
  readonly conductor: string;
  readonly insecure: boolean;
  /** `external`: outputs, files and the outcomes of single steps are where the collector wrote them. */
  readonly collector: 'own' | 'external';
  /** Which program writes the run directory: a collector is told neither the end of the run nor its exit code. */
  readonly writtenBy: 'conduct' | 'collector';
  readonly startTime: string;
  readonly endTime: string | null;
  /** `null` while the run is not over, or when it was never told to be. */
  readonly exitCode: number | null;
  readonly verdict: Verdict;
  /** Of `trials: auto`, as soon as that is settled; else absent. In a test with cases each of them has its own. */
  readonly precision?: PrecisionResult;
  /** In a test with `[Matrix]`; else absent. */
  readonly matrix?: MatrixResult;
  readonly players: readonly PlayerSummary[];
  /** The players of the test that had no part in the run; absent: there are none. */
  readonly leftOut?: readonly LeftOutPlayer[];
  readonly trials: readonly TrialResult[];
  /** What was measured, metric by metric. */
  readonly metrics: readonly MetricResult[];
  /** What the measured trials were judged by; empty until then. */
  readonly checks: readonly CheckResult[];
  /** What went wrong outside any step, one sentence each, in order. */
  readonly problems: readonly string[];
}

/** What became of the cases of a run, in the order of the file. */
export interface MatrixResult {
  readonly order: Order;
  /** Of `random`; what `--seed` repeats. */
  readonly seed?: number;
  readonly cases: readonly CaseResult[];
}

/** One combination of parameters. Its trials, metrics and checks are those with its name. */
export interface CaseResult {
  readonly name: string;
  readonly values: readonly CaseValue[];
  /** Of `trials: auto`, as soon as that is settled. */
  readonly precision?: PrecisionResult;
}

/** One player of the run. */
export interface PlayerSummary {
  readonly name: string;
  readonly address: string;
  readonly port: number;
  /** `null` when it was never reached. */
  readonly facts: HostFacts | null;
  /** Who it was by its certificate, `conductor://k3f9/player/dut`; `null` when it showed none. */
  readonly identity: string | null;
  /** The cause, when it was lost. */
  readonly lost: string | null;
  /** Its clock as it was last measured; `null` when it never was. */
  readonly clock: PlayerClock | null;
}

/** One trial of one case. */
export interface TrialResult extends TrialRef {
  readonly startTime: string;
  readonly endTime: string | null;
  readonly verdict: Verdict;
  readonly phases: readonly PhaseResult[];
  /** By player: what became of the Reset that it owed. */
  readonly resets: readonly ResetResult[];
}

/** What became of the Reset that a player owed. */
export interface ResetResult {
  readonly player: string;
  readonly state: ResetState;
  /** When the player wrote so, by its own clock; `null` where only the conductor's word is known. */
  readonly time: string | null;
  /** Whether it left the host as it was; absent where nobody asked, or no player told. */
  readonly host?: StateResult;
}

/** Whether a Reset left a host as it was, and what that means for the run: with `verify_reset = warn` nothing. */
export type StateResult = StateComparison & { readonly verdict: Verdict };

/** One phase of one trial. */
export interface PhaseResult {
  readonly phase: Phase;
  /** By the clock of the conductor. */
  readonly startTime: string | null;
  readonly endTime: string | null;
  readonly verdict: Verdict;
  /** How far together the players started; `null` when none did, or nobody measured. */
  readonly start: StartResult | null;
  readonly players: readonly PlayerPhaseResult[];
}

/** How far together the players of a phase started. */
export interface StartResult {
  readonly mode: Settings['start'];
  readonly spreadMs: number;
  /** By how much the spread may be more or less in truth. */
  readonly uncertaintyMs: number;
  /** The players that started first and last. */
  readonly first: string;
  readonly last: string;
}

/** What one player did in one phase. */
export interface PlayerPhaseResult {
  readonly player: string;
  readonly verdict: Verdict;
  /** When it started, by the conductor's clock; `null` when it did not, or nobody measured. */
  readonly start: Omit<PlayerStart, 'player' | 'clock'> | null;
  /** By which means nothing was left behind; `null` when the player never said. */
  readonly containment: ContainmentLevel | null;
  readonly leftovers: readonly Leftover[];
  /** What the player counted, when its steps are known to an external collector; else `null`. */
  readonly counts: PhaseCounts | null;
  /** Empty when an external collector has them. */
  readonly steps: readonly StepResult[];
}

/** What a player says a phase came to. */
export interface PhaseCounts {
  /** Of its list. */
  readonly steps: number;
  readonly failed: number;
  readonly unknown: number;
  /** Processes that would not end. */
  readonly leftovers: number;
}

/** What one step came to, with where its bytes are. */
export interface StepResult {
  readonly index: number;
  readonly key: string;
  readonly kind: Step['kind'];
  /** The command, or the pattern of a fetch. */
  readonly text: string;
  readonly mayFail: boolean;
  readonly attempt: number;
  /** By the clock of the player; `null` when it never began. */
  readonly startTime: string | null;
  /** The same instant by the conductor's clock, to the microsecond; `null` where nobody measured. */
  readonly conductorTime: string | null;
  readonly durationMs: number | null;
  readonly outcome: Outcome;
  readonly verdict: Verdict;
  readonly stdout: OutputResult;
  readonly stderr: OutputResult;
  readonly files: readonly FileResult[];
  /** What the reader must know, for example that the command truncated its own output. */
  readonly remarks: readonly string[];
}

/** One output of a step. */
export interface OutputResult {
  /** Below the run directory; `null` when the output is empty. */
  readonly path: string | null;
  readonly bytes: number;
  /** `null` until the whole of it is on disk. */
  readonly sha256: string | null;
  /** What was collected before the command truncated it, oldest first. */
  readonly rewound: readonly { readonly path: string | null; readonly bytes: number }[];
}

/** One file that was brought home. */
export interface FileResult {
  readonly source: string;
  readonly path: string;
  readonly bytes: number;
  readonly mode: number;
  readonly modified: string;
  readonly sha256: string;
  /** What it takes on the disk here, where that is less than it has: a part of it is holes. */
  readonly occupiedBytes?: number;
  /** What became of it while it was read; its bytes are those that it had at first. */
  readonly remark?: string;
}
