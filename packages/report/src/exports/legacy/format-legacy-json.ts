import {
  type PhaseResult,
  type PlayerPhaseResult,
  type RunResult,
  type StepResult,
  type TrialResult,
  visibleJson,
} from '@conductor/types';
import { OutputReader } from './output-reader.ts';
import { type LegacyAnswer, stepAnswer } from './step-answer.ts';

/**
 * A run as `--format json` of the original writes it: metadata, trials, phases, workers by number, and for each step a code and a
 * message. Outputs are read below `directory`.
 */
export async function formatLegacyJson(result: RunResult, directory: string): Promise<string> {
  const reader = new OutputReader(directory);
  const { startTime, endTime, test, players } = result;
  const trials: unknown[] = [];
  for (const trial of result.trials) trials.push(await legacyTrial(trial, reader));
  const metadata = {
    start_time: legacyTime(startTime),
    end_time: legacyTime(endTime),
    total_trials: test.trials,
    total_workers: players.length,
  };
  return visibleJson({ metadata, trials });
}

async function legacyTrial({ trial, startTime, endTime, phases }: TrialResult, reader: OutputReader) {
  const byName: Record<string, unknown> = {};
  for (const phase of phases) byName[phase.phase] = await legacyPhase(phase, reader);
  return { trial_number: trial, start_time: legacyTime(startTime), end_time: legacyTime(endTime), phases: byName };
}

async function legacyPhase(phase: PhaseResult, reader: OutputReader) {
  const times = { start_time: legacyTime(phase.startTime), end_time: legacyTime(phase.endTime) };
  const workers: Record<string, unknown> = {};
  for (const [at, part] of phase.players.entries()) {
    // The original knows no names of players here.
    workers[`worker_${at}`] = { ...times, results: await legacyResults(phase, part, reader), name: part.player };
  }
  return { ...times, workers };
}

/** A result, and when it was there. */
interface LegacyResult extends LegacyAnswer {
  readonly timestamp: string | null;
}

/** The last one says that there are no more. */
async function legacyResults({ endTime }: PhaseResult, { steps }: PlayerPhaseResult, reader: OutputReader) {
  const results: LegacyResult[] = [];
  for (const step of steps) results.push({ timestamp: stepTime(step), ...(await stepAnswer(step, reader)) });
  if (endTime !== null) results.push({ timestamp: legacyTime(endTime), code: DONE, message: 'phases complete' });
  return results;
}

const DONE = 65535;

function stepTime({ startTime, durationMs }: StepResult): string | null {
  return legacyTime(startTime, durationMs ?? 0);
}

/** As Python's isoformat() writes a time without a zone; it is UTC. */
function legacyTime(time: string | null, laterMs = 0): string | null {
  return time === null ? null : new Date(Date.parse(time) + laterMs).toISOString().replace('Z', '000');
}
