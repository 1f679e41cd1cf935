import { createHash } from 'node:crypto';
import { settledManifests } from '../directory/fetch-manifest.ts';
import type { RunState, StepState } from '../fold/run-state.ts';

/** A file that a run directory holds by its events. */
export interface ToldFile {
  /** Below the run directory. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Every output and every fetched file that is whole, and the manifests of the trials that are over. */
export function* toldFiles(state: RunState): Generator<ToldFile> {
  for (const { players } of state.trials.values()) {
    for (const { steps } of players.values()) {
      for (const step of steps.values()) yield* ofStep(step);
    }
  }
  for (const { path, text: make } of settledManifests(state)) {
    const text = make();
    const sha256 = createHash('sha256').update(text).digest('hex');
    yield { path, bytes: Buffer.byteLength(text), sha256 };
  }
}

function* ofStep({ outputs, files }: StepState): Generator<ToldFile> {
  for (const output of [outputs.out, outputs.err]) {
    if (output === null) continue;
    const { path: stored, bytes, sha256 } = output;
    if (stored !== null && sha256 !== null) yield { path: stored, bytes, sha256 };
  }
  yield* files?.values() ?? [];
}
