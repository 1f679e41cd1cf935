import type { Order } from './order.ts';

/**
 * How a test is run: the keys of `[Test]` beyond `trials` and `name`, checked and with units.
 * Durations are milliseconds, sizes are bytes.
 */
export interface Settings {
  /** `stop`: a failed Startup or Run step skips to Collect and Reset on all players. */
  readonly onFailure: 'continue' | 'stop';
  /** The limit of a step that states none; `null` is no limit. */
  readonly stepTimeoutMs: number | null;
  /** How long a player keeps working without hearing from its conductor. */
  readonly leaseMs: number;
  /** What a player does when its lease is over: reset at once, or finish the phase first. */
  readonly onDisconnect: 'reset' | 'finish';
  /** From SIGTERM to SIGKILL. */
  readonly killGraceMs: number;
  /** `aligned`: all players start a phase at one instant. `immediate`: each when it is told to. */
  readonly start: 'aligned' | 'immediate';
  /** The start spread of Run above which a trial fails; `null` is no bound. */
  readonly maxSkewMs: number | null;
  /** Output of one step, both channels together, above which it is ended. */
  readonly maxOutputBytes: number;
  /** What one player may bring home of a trial, journal, outputs and files together; above it the player counts as lost. */
  readonly maxResultsBytes: number;
  /** Of one file that a fetch step brings home, where the step does not say it: a larger one stays, and fails the step. */
  readonly maxFetchBytes: number;
  /** `file`: commands write straight to spool files. `pipe`: through the shell's `cat`, for commands that re-open their output. */
  readonly capture: 'file' | 'pipe';
  /** The first signal sent to a step that is to end. */
  readonly stopSignal: string;
  /** `false` sends nothing but heartbeats during Run, so that the measurement is not disturbed. */
  readonly live: boolean;
  /** Whether hosts are compared after Reset with how they were before Startup, and whether a difference fails the trial. */
  readonly verifyReset: 'off' | 'warn' | 'fail';
  /** In which order the cases of a test take their turns. */
  readonly order: Order;
  /** The pause between two trials. */
  readonly cooldownMs: number;
  /** Who brings the results home: `conduct` itself, or a `collector` that somebody starts. */
  readonly collector: 'own' | 'external';
  /** The directory below which run directories are made. */
  readonly results: string;
  /** How the closing report is printed. */
  readonly format: ResultFormat;
  /** The file that the closing report goes to; `null` is standard output. */
  readonly output: string | null;
}

/** How a result can be printed. */
export const RESULT_FORMATS = ['text', 'json', 'ndjson', 'csv', 'markdown', 'junit', 'legacy-json'] as const;

/** One of the ways to print a result. */
export type ResultFormat = (typeof RESULT_FORMATS)[number];

/** Every default in one place. */
export const DEFAULT_SETTINGS: Settings = {
  onFailure: 'continue',
  stepTimeoutMs: 30_000,
  leaseMs: 30_000,
  onDisconnect: 'reset',
  killGraceMs: 5_000,
  start: 'aligned',
  maxSkewMs: null,
  maxOutputBytes: 2 ** 30,
  maxResultsBytes: 2 ** 36,
  maxFetchBytes: Number.MAX_SAFE_INTEGER,
  capture: 'file',
  stopSignal: 'SIGINT',
  live: true,
  verifyReset: 'off',
  order: 'as-written',
  cooldownMs: 0,
  collector: 'own',
  results: 'results',
  format: 'text',
  output: null,
};
