import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Phase, PlayerPlan, TrialRef } from '@conductor/types';
import { incomingPath } from '../collect/file-intake.ts';
import { settledManifests } from '../directory/fetch-manifest.ts';
import { outputPath, trialFolder } from '../directory/run-paths.ts';
import { planInTrial, type RunState, type StepState } from '../fold/run-state.ts';
import { storageError } from '../storage/storage-error.ts';
import { draftOf } from '../storage/write-whole-file.ts';

/** Folders in which nobody but a collector writes. */
const COLLECTED = /^(trial|case)-/;

/**
 * What lies in the folders of trials, and no event tells of: somebody put it there. Where a trial goes on, files are there before
 * their events. Paths are below the run directory.
 */
export async function* untoldFiles(
  folder: string,
  state: RunState,
  told: ReadonlySet<string>,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const passing = passingFiles(state);
  const open = state.trials.values().filter(({ endTime }) => endTime === null);
  const goingOn = new Set(open.map(({ trial }) => trialFolder(trial)));
  const waiting = [''];
  for (let below = waiting.pop(); below !== undefined; below = waiting.pop()) {
    signal.throwIfAborted();
    for (const entry of await entriesOf(path.join(folder, below))) {
      const name = path.join(below, entry.name);
      if ((below === '' && !COLLECTED.test(entry.name)) || goingOn.has(name)) continue;
      if (entry.isDirectory()) waiting.push(name);
      else if (!told.has(name) && !passing.has(name)) yield name;
    }
  }
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    throw storageError('read', folder, error);
  }
}

/** What is held in part, what a command truncated, and what a program that was killed may have left: no event has a checksum of it. */
function passingFiles(state: RunState): Set<string> {
  const passing = new Set<string>();
  for (const { path: manifest } of settledManifests(state)) passing.add(draftOf(manifest));
  for (const known of state.trials.values()) {
    for (const [name, { steps }] of known.players) {
      const plan = state.plans.get(name);
      if (plan === undefined) continue;
      const own = planInTrial(plan, known);
      for (const step of steps.values()) for (const one of passingOf(known.trial, own, step)) passing.add(one);
    }
  }
  return passing;
}

function* passingOf(trial: TrialRef, plan: PlayerPlan, step: StepState): Generator<string> {
  const { id, outputs, awaitedFiles, files } = step;
  for (const channel of ['out', 'err'] as const) {
    const output = outputs[channel];
    for (const { path: rewound } of output?.rewound?.values() ?? []) if (rewound !== null) yield rewound;
    if ((output?.sha256 ?? null) === null) yield outputPath(trial, id, plan.name, keyOf(plan, id), channel);
  }
  for (const file of [...(awaitedFiles?.keys() ?? []), ...(files?.keys() ?? [])]) {
    yield incomingPath(trial, plan.name, { step: id, file });
  }
}

function keyOf(plan: PlayerPlan, { phase, index }: { readonly phase: Phase; readonly index: number }): string {
  return plan.phases[phase][index - 1]?.key ?? '';
}
