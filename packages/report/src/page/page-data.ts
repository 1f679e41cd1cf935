import type { Phase, Step, Verdict } from '@conductor/types';

/** What the script of a page draws. All text in it can be shown as it is. Times are milliseconds from the beginning of the trial. */
export interface PageData {
  /** Commands: bars name them by their place here. */
  readonly texts: readonly string[];
  readonly trials: readonly TrialPicture[];
}

/** One trial as it is drawn. */
export interface TrialPicture {
  readonly name: string;
  readonly verdict: Verdict;
  readonly lengthMs: number;
  readonly phases: readonly PhasePicture[];
  readonly lanes: readonly LanePicture[];
  readonly series: readonly SeriesPicture[];
}

/** From the order to begin a phase until every player had finished it: the barrier. */
export interface PhasePicture {
  readonly phase: Phase;
  readonly fromMs: number;
  readonly toMs: number;
  /** How far together the players started, for people; empty where nobody measured. */
  readonly together: string;
}

/** What one player did. */
export interface LanePicture {
  readonly player: string;
  readonly starts: readonly StartPicture[];
  readonly waits: readonly WaitPicture[];
  readonly bars: readonly BarPicture[];
  /** Bars that overlap stand in rows below each other. */
  readonly rows: number;
}

/** When a player started a phase, and by how much that may be otherwise in truth. */
export interface StartPicture {
  readonly phase: Phase;
  readonly atMs: number;
  readonly uncertaintyMs: number;
}

/** A player that had done its part, and waited for the others. */
export interface WaitPicture {
  readonly fromMs: number;
  readonly toMs: number;
}

/** One step. */
export interface BarPicture {
  /** `run, step2`. */
  readonly name: string;
  readonly kind: Step['kind'];
  readonly text: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly row: number;
  readonly verdict: Verdict;
  /** `passed: exit 0, 1.20 s`. */
  readonly end: string;
  /** The places of its outputs on the page. */
  readonly logs: readonly string[];
}

/** Numbers that a step printed in the course of its time. */
export interface SeriesPicture {
  /** `source, run, step1`. */
  readonly name: string;
  /** Series of one subject stand in one plot: `iperf3`, `ping`. */
  readonly subject: string;
  readonly unit: string;
  /** By how much all its times may be otherwise in truth; `null`: nobody measured. */
  readonly uncertaintyMs: number | null;
  /** In the order of time; `null` is a gap. */
  readonly points: readonly (readonly [atMs: number, value: number | null])[];
}
