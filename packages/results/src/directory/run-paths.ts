import path from 'node:path';
import type { Channel, Phase, StepId, TrialRef } from '@conductor/types';
import { encodeName, encodeUniqueName } from '../storage/encode-name.ts';

/** The name of the link to the newest run, in the results directory and in that of each test. */
export const LATEST = 'latest';

/** Names inside a run directory. */
export const EVENTS_FILE = 'events.ndjson';
export const RESULT_FILE = 'run.json';
export const LOCK_FILE = 'lock';
export const EPOCH_FILE = 'epoch';
export const TEST_FOLDER = 'test';
export const PLAYERS_FOLDER = 'players';

/** The folder of a test below the results directory; no test can take the name of the link. */
export function testFolder(testName: string): string {
  return testName === LATEST ? '%6Catest' : encodeUniqueName(testName);
}

/** `players/<name>.json`. */
export function factsPath(player: string): string {
  return path.join(PLAYERS_FOLDER, `${encodeUniqueName(player)}.json`);
}

/** `trial-001`, below `case-<name>` in a test with parameters. */
export function trialFolder(trial: TrialRef): string {
  const folder = `trial-${String(trial.trial).padStart(3, '0')}`;
  return trial.caseName === '' ? folder : path.join(`case-${encodeUniqueName(trial.caseName)}`, folder);
}

/** `trial-001/<phase>/<player>`. */
export function stepFolder(trial: TrialRef, phase: Phase, player: string): string {
  return path.join(trialFolder(trial), phase, encodeUniqueName(player));
}

/**
 * `trial-001/<phase>/<player>/<NN>-<key>.out`: what the newest generation of an output is called; from the second attempt of a
 * step on `<NN>-<key>.attempt-2.out`.
 */
export function outputPath(
  trial: TrialRef,
  { phase, index, attempt }: StepId,
  player: string,
  key: string,
  channel: Channel,
): string {
  const number = String(index).padStart(2, '0');
  const again = attempt === 1 ? '' : `.attempt-${attempt}`;
  return path.join(stepFolder(trial, phase, player), `${number}-${encodeName(key)}${again}.${channel}`);
}

/** What an output of a generation is called after the command has truncated it: generation 0 is `.before-rewind`, 1 is `.before-rewind-2`. */
export function rewoundPath(newestPath: string, generation: number): string {
  return `${newestPath}.before-rewind${generation === 0 ? '' : `-${generation + 1}`}`;
}
