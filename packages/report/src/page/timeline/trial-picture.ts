import { type PhaseResult, type PlayerPhaseResult, type TrialResult, visibleText } from '@conductor/types';
import { stepsIn, trialName } from '../../closing/walk-result.ts';
import { outcomeText } from '../../text/outcome-text.ts';
import { formatDuration, formatSpread } from '../../text/quantities.ts';
import { stepPlace } from '../logs/stored-output.ts';
import type { BarPicture, LanePicture, PhasePicture, StartPicture, TrialPicture, WaitPicture } from '../page-data.ts';
import { stackBars } from './stack-bars.ts';
import { type TrialTime, trialTime } from './trial-time.ts';

/** What the pictures of a page share. */
export interface PictureParts {
  /** The place of a text among those that are shown once. */
  readonly placeOf: (text: string) => number;
  /** The outputs that are on the page. */
  readonly ids: ReadonlySet<string>;
}

/** The course of one trial, on the conductor's clock. `at` is its place in the run, from 0. */
export function trialPicture(trial: TrialResult, at: number, parts: PictureParts): Omit<TrialPicture, 'series'> {
  const time = trialTime(trial);
  const players = new Set(trial.phases.flatMap((phase) => phase.players.map(({ player }) => player)));
  return {
    name: visibleText(trialName(trial)),
    verdict: trial.verdict,
    lengthMs: time.lengthMs,
    phases: trial.phases.flatMap((phase) => phasePicture(phase, time)),
    lanes: Array.from(players, (player) => lanePicture(player, trial, at, { time, ...parts })),
  };
}

function phasePicture({ phase, startTime, endTime, start }: PhaseResult, time: TrialTime): PhasePicture[] {
  const fromMs = time.of(startTime);
  if (fromMs === null) return [];
  const together = start === null ? '' : visibleText(`started within ${formatSpread(start)}`);
  return [{ phase, fromMs, toMs: time.of(endTime) ?? time.lengthMs, together }];
}

interface LaneParts extends PictureParts {
  readonly time: TrialTime;
}

function lanePicture(player: string, trial: TrialResult, trialAt: number, parts: LaneParts): LanePicture {
  const starts: StartPicture[] = [];
  const waits: WaitPicture[] = [];
  const bars: Omit<BarPicture, 'row'>[] = [];
  for (const phase of trial.phases) {
    const playerAt = phase.players.findIndex((each) => each.player === player);
    const part = phase.players[playerAt];
    if (part === undefined) continue;
    const atMs = parts.time.of(part.start?.time ?? null);
    if (atMs !== null && part.start !== null)
      starts.push({ phase: phase.phase, atMs, uncertaintyMs: part.start.uncertaintyMs });
    const ofPhase = barsOf(part, phase, stepPrefix(trialAt, phase, playerAt), parts);
    bars.push(...ofPhase);
    waits.push(...waitAfter(ofPhase, phase, parts.time));
  }
  return { player: visibleText(player), starts, waits, ...stackBars(bars) };
}

function stepPrefix(trialAt: number, { phase }: PhaseResult, playerAt: number): (index: number) => string {
  return (index) => stepPlace(trialAt, phase, playerAt, index);
}

function barsOf(
  part: PlayerPhaseResult,
  phase: PhaseResult,
  placeOfStep: (index: number) => string,
  { time, placeOf, ids }: LaneParts,
): Omit<BarPicture, 'row'>[] {
  const steps = Array.from(stepsIn(part, null));
  const ofPlayer = time.playerClock(
    steps.map(({ step }) => step),
    phase,
  );
  return steps.flatMap(({ label, step }) => {
    const fromMs = ofPlayer(step);
    if (fromMs === null) return [];
    const toMs = Math.min(time.lengthMs, fromMs + Math.max(0, step.durationMs ?? 0));
    const lasted =
      step.durationMs === null || step.outcome.kind === 'unknown' ? '' : `, ${formatDuration(step.durationMs)}`;
    return [
      {
        name: visibleText(`${phase.phase}, ${label}`),
        kind: step.kind,
        text: placeOf(visibleText(step.text)),
        fromMs,
        toMs,
        verdict: step.verdict,
        end: `${step.verdict}: ${outcomeText(step.outcome)}${lasted}`,
        logs: ['out', 'err'].map((channel) => `${placeOfStep(step.index)}-${channel}`).filter((id) => ids.has(id)),
      },
    ];
  });
}

/** From the end of the last step that others waited for to the end of the phase: a spawn is waited for by nobody. */
function waitAfter(bars: readonly Omit<BarPicture, 'row'>[], phase: PhaseResult, time: TrialTime): WaitPicture[] {
  const ends = bars.filter(({ kind }) => kind !== 'spawn').map(({ toMs }) => toMs);
  const toMs = time.of(phase.endTime);
  const fromMs = ends.length === 0 ? time.of(phase.startTime) : Math.max(...ends);
  return toMs === null || fromMs === null || toMs <= fromMs ? [] : [{ fromMs, toMs }];
}
