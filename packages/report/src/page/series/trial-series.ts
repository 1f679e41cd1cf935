import {
  type PhaseResult,
  type PlayerPhaseResult,
  type StepResult,
  type TrialResult,
  visibleText,
} from '@conductor/types';
import { stepsIn } from '../../closing/walk-result.ts';
import { insideDirectory } from '../../inside-directory.ts';
import { linesOf } from '../../metrics/lines-of.ts';
import type { SeriesPicture } from '../page-data.ts';
import { trialTime } from '../timeline/trial-time.ts';
import { wordsOf } from './command-words.ts';
import { iperf3Series } from './iperf3-series.ts';
import { pingSeries } from './ping-series.ts';
import type { PrintedBy, SeriesReading } from './series-reading.ts';
import { vmstatSeries } from './vmstat-series.ts';

/** Characters that are read of one output: its beginning. */
const OUTPUT = 4 * 2 ** 20;

const READERS = { iperf3: iperf3Series, ping: pingSeries, vmstat: vmstatSeries } as const;

/** Characters of outputs that may still be read for a page. */
export interface SeriesRoom {
  left: number;
}

/** What steps of a trial printed in the course of their time, on the conductor's clock. */
export async function trialSeries(trial: TrialResult, directory: string, room: SeriesRoom): Promise<SeriesPicture[]> {
  const time = trialTime(trial);
  const series: SeriesPicture[] = [];
  for (const { step, label, part, phase } of printingSteps(trial)) {
    const beganMs = time.playerClock(part.steps, phase)(step);
    if (beganMs === null || room.left <= 0) continue;
    const lines = await beginning(directory, step.stdout.path, room);
    const by: PrintedBy = { command: step.text, startMs: Date.parse(step.startTime ?? '') };
    const place = `${part.player}, ${phase.phase}, ${label}`;
    for (const reading of readings(lines, by)) series.push(picture(place, reading, beganMs, part.start));
  }
  return series;
}

interface PrintingStep {
  readonly step: StepResult;
  readonly label: string;
  readonly part: PlayerPhaseResult;
  readonly phase: PhaseResult;
}

function* printingSteps(trial: TrialResult): Generator<PrintingStep> {
  for (const phase of trial.phases) {
    for (const part of phase.players) {
      for (const { label, step } of stepsIn(part, null)) {
        const isRead = Object.keys(READERS).some((program) => wordsOf(step.text, program) !== null);
        if (isRead && step.stdout.bytes > 0) yield { step, label, part, phase };
      }
    }
  }
}

function readings(lines: readonly string[], by: PrintedBy): SeriesReading[] {
  return Object.entries(READERS).flatMap(([program, read]) =>
    wordsOf(by.command, program) === null ? [] : read(lines, by),
  );
}

function picture(
  place: string,
  { subject, label, unit, ownUncertaintyMs, points }: SeriesReading,
  beganMs: number,
  start: PlayerPhaseResult['start'],
): SeriesPicture {
  return {
    name: visibleText(label === '' ? place : `${place}, ${label}`),
    subject,
    unit,
    uncertaintyMs: start === null ? null : start.uncertaintyMs + ownUncertaintyMs,
    points: points
      .filter(([atMs, value]) => Number.isFinite(atMs) && (value === null || Number.isFinite(value)))
      .map(([atMs, value]) => [beganMs + atMs, value]),
  };
}

/** What cannot be read has no lines: the output itself says so, elsewhere on the page. */
async function beginning(directory: string, relative: string | null, room: SeriesRoom): Promise<string[]> {
  const file = relative === null ? null : insideDirectory(directory, relative);
  if (file === null) return [];
  const read: string[] = [];
  let left = Math.min(OUTPUT, room.left);
  try {
    for await (const lines of linesOf(file)) {
      for (const line of lines) {
        read.push(line);
        left -= line.length + 1;
        room.left -= line.length + 1;
        if (left <= 0) return read;
      }
    }
  } catch {
    return [];
  }
  return read;
}
