export { BASE_UNITS, type BaseUnit } from './base-unit.ts';
export { endingMs, type LimitSettings, listMs, sumOfLimitsMs } from './bounds.ts';
export { type Clock, elapsedMs, systemClock } from './clock.ts';
export { ConductorError, ERROR_CODES, type ErrorCode, type ErrorDetails } from './conductor-error.ts';
export type { ContainmentLevel, Leftover } from './containment.ts';
export { errnoOf } from './errno-of.ts';
export { EXIT_CODES, worstExitCode } from './exit-code.ts';
export type { HostFacts, NetworkInterface } from './host-facts.ts';
export {
  LOOK_MS,
  LOOKS_MS,
  MOST_STATE_CHANGES,
  type StateChange,
  type StateComparison,
  type StateLook,
  stateChangeText,
  type UnseenState,
} from './host-state.ts';
export { isProcessThere } from './is-process-there.ts';
export type { Channel, JournalEntry, JournalRecord, JournalStamp, ResetState } from './journal-record.ts';
export {
  CHECK_FOLDS,
  CHECK_OPERATORS,
  type Check,
  type CheckFold,
  type CheckOperator,
  type Extraction,
  FOLDS,
  type Fold,
  type JsonStep,
  type Metric,
  type MetricSource,
  type SourceBytes,
} from './metric.ts';
export { METRIC_FORMATS, type MetricField, type MetricFormat } from './metric-formats.ts';
export type { CheckResult, Measured, MetricReading, MetricResult, TrialMeasured } from './metric-result.ts';
export { microsecondTime } from './microsecond-time.ts';
export { nearestWord } from './nearest-word.ts';
export { type LeftOutPlayer, leftOutText, type OnlyStartup, systemText } from './only-startup.ts';
export { ORDERS, type Order } from './order.ts';
export { type Exit, type Outcome, type Verdict, verdictOf, worstVerdict } from './outcome.ts';
export { isPhase, PHASES, type Phase } from './phase.ts';
export { formatPlace, type Place } from './place.ts';
export { FREE_CONDITION, type Holder, type KeptRun, type PlayerCondition } from './player-condition.ts';
export type { PhaseSteps, PlayerPlan } from './player-plan.ts';
export type { PlayerClock, PlayerStart } from './player-start.ts';
export { PUT_MOST, putBackLimitMs, putLimitMs } from './put-limits.ts';
export type { ReadyCondition } from './ready-condition.ts';
export {
  type PlayerSteps,
  RESULTS_SCHEMA,
  type RunEvent,
  type RunEventBody,
  type StartedTest,
} from './run-event.ts';
export type { RunRef, TrialRef } from './run-ref.ts';
export type {
  CaseResult,
  FileResult,
  MatrixResult,
  OutputResult,
  PhaseCounts,
  PhaseResult,
  PlayerPhaseResult,
  PlayerSummary,
  ResetResult,
  RunResult,
  StartResult,
  StateResult,
  StepResult,
  TrialResult,
} from './run-result.ts';
export {
  SECRET_LIMITS,
  Secret,
  secretFault,
  secretName,
  secretsOf,
  secretVariable,
} from './secret.ts';
export { DEFAULT_SETTINGS, RESULT_FORMATS, type ResultFormat, type Settings } from './settings.ts';
export { quoteForShell, shellWord } from './shell-word.ts';
export {
  type CommandStep,
  commandOf,
  type FetchStep,
  isCommandStep,
  isShellStep,
  mostAttempts,
  type PlainStep,
  type PutBackStep,
  type PutItem,
  type PutStep,
  type ReadyStep,
  type RebootStep,
  type ShellStep,
  type SpawnStep,
  type Step,
  type StepId,
  type SyncStep,
  stepIdKey,
  stepText,
  type TimeoutStep,
} from './step.ts';
export { systemReason } from './system-reason.ts';
export type { Test } from './test.ts';
export { type CaseValue, measuredIn, type TestCase } from './test-case.ts';
export { playersOfTrial, stepsToTell, TRIAL_MARK, unmarked } from './trial-mark.ts';
export { allTrials, interleave, trialsInOrder } from './turns.ts';
export { Turnstile } from './turnstile.ts';
export { untilAborted } from './until-aborted.ts';
export type { PrecisionResult, UntilPrecise } from './until-precise.ts';
export { visibleJson, visibleJsonLine } from './visible-json.ts';
export { visibleMessage } from './visible-message.ts';
export { visibleText } from './visible-text.ts';
