import { existsSync, statSync } from 'node:fs';
import type { Channel, StepId } from '@conductor/types';
import { guardianOutput } from '../guardian/index.ts';
import { type ReadSegment, readSegment } from '../journal/read-segment.ts';
import { knownTrial } from '../recovery/known-trial.ts';
import { type BegunStep, outputKey, pastOf, type TrialPast } from '../recovery/trial-past.ts';
import { SENTINEL_BYTES } from '../spool/output-file.ts';
import type { TrialFolder } from '../storage/trial-folder.ts';
import { ServedSource } from './served-source.ts';
import type { SourceReader } from './source-reader.ts';
import { openSpool } from './spool-reader.ts';
import { TrialResults } from './trial-results.ts';

/**
 * The results of a trial of an earlier life of the player, from what lies in its folder: nothing more will come. Throws
 * what the file system says.
 */
export function keptTrial(folder: TrialFolder): TrialResults {
  const known = knownTrial(folder);
  if (known === null) throw new Error(`${folder.path} has no trial in it`);
  const results = new TrialResults(known.run, known.trial);
  const segments = readSegments(folder);
  addJournals(results, segments);
  const past = pastOf(segments.map(({ records }) => records));
  for (const output of keptOutputs(folder, past)) {
    if (folder.hadSecrets()) withhold(output);
    results.add(output);
  }
  for (const { step, file: number, path } of past.files) results.add(goneFile(step, number, path));
  results.close();
  return results;
}

/** A segment of a journal, and where it is. */
export interface KeptSegment extends ReadSegment {
  readonly path: string;
}

/** The journal of a trial as it lies there. Throws what the file system says. */
export function readSegments(folder: TrialFolder): readonly KeptSegment[] {
  const paths = Array.from({ length: folder.countSegments() }, (_, at) => folder.segment(at + 1));
  return paths.map((path) => ({ path, ...readSegment(path) }));
}

/** Adds the first segments of a journal. */
export function addJournals(results: TrialResults, segments: readonly KeptSegment[]): void {
  for (const [at, { path, bytes }] of segments.entries()) {
    results.add(sourceOf({ kind: 'journal', segment: at + 1 }, { path, start: 0 }, bytes));
  }
}

/** The outputs of steps that an earlier life, or guardians, ran; `through` is what a reader of one reads through. */
export function keptOutputs(
  folder: TrialFolder,
  past: TrialPast,
  through: Through = unchanged,
): readonly ServedSource[] {
  return past.begun.flatMap((step) =>
    CHANNELS.flatMap((channel) => {
      const known = past.outputs.get(outputKey(step.step, channel));
      return known ? [keptOutput(folder, step, channel, { ...known, bytes: known.bytes ?? 0 }, through)] : [];
    }),
  );
}

/** What the reader of an output of so many bytes is read through. */
export type Through = (reader: SourceReader, bytes: number) => SourceReader;

const unchanged: Through = (reader) => reader;

const CHANNELS: readonly Channel[] = ['out', 'err'];

/** An output as the journal knows it; a power cut may have taken some of it. */
function keptOutput(
  folder: TrialFolder,
  { step, by }: BegunStep,
  channel: Channel,
  { generation, bytes }: { readonly generation: number; readonly bytes: number },
  through: Through,
): ServedSource {
  const path =
    by === 'guardian' ? guardianOutput(folder.path, step.index, channel) : `${folder.stepBase(step)}.${channel}`;
  const start = by === 'guardian' || generation > 0 ? 0 : SENTINEL_BYTES;
  const found = existsSync(path) ? Math.max(0, statSync(path).size - start) : 0;
  const name = { kind: 'output', step, channel, generation } as const;
  const source = sourceOf(name, { path, start }, Math.min(found, bytes), through);
  source.state = 'closed';
  return source;
}

/** What an earlier life knew only in its memory nobody can mask any more. */
function withhold(output: ServedSource): void {
  if (output.size === 0) return;
  output.failure =
    'the player was killed and has forgotten the secrets of the trial, which may stand in what was not collected by then; ' +
    "it is kept among the player's runs, on its host";
}

function sourceOf(
  source: ServedSource['source'],
  place: { readonly path: string; readonly start: number },
  bytes: number,
  through: Through = unchanged,
): ServedSource {
  const served = new ServedSource(source, {
    open: async () => through(openSpool({ ...place, stillHolds: () => true }), bytes),
    gone: () => {
      served.failure = `${place.path} was truncated on the player`;
    },
    mayDiffer: () => false,
  });
  served.size = bytes;
  return served;
}

/** Files lie where they were found, and may have changed since: only the player that found one can send it. */
export function goneFile(step: StepId, file: number, path: string): ServedSource {
  const source = sourceOf({ kind: 'file', step, file }, { path, start: 0 }, 0);
  source.state = 'closed';
  // The same words for every file: a collector tells of all in one sentence.
  source.failure = 'the player was killed before that was sent; it may still be there, on its host';
  return source;
}
