import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { COUNT, SEED } from './generate-texts.ts';
import type { PlainOutcome } from './python-outcome.ts';

/** What a Python said once, for machines that have none. */
export interface Vectors {
  /** Which one. */
  readonly python: string;
  readonly seed: number;
  readonly count: number;
  /** To the texts written by hand. */
  readonly hard: readonly PlainOutcome[];
  /** To the generated ones: a digest each, ten to a line. */
  readonly digests: readonly string[];
}

const FILE = new URL('../vectors/python.json', import.meta.url);
const DIGEST_LENGTH = 8;
const PER_LINE = 10;

/** Reads the recorded vectors, with one digest for each text. */
export function readVectors(): Vectors {
  const vectors = JSON.parse(readFileSync(FILE, 'utf8')) as Vectors;
  const all = vectors.digests.join('');
  const digests = Array.from({ length: vectors.count }, (_, at) =>
    all.slice(at * DIGEST_LENGTH, (at + 1) * DIGEST_LENGTH),
  );
  return { ...vectors, digests };
}

/** Records what a Python said. */
export function writeVectors(python: string, hard: readonly PlainOutcome[], generated: readonly PlainOutcome[]): void {
  const all = generated.map(digestOf);
  const lines = Array.from({ length: Math.ceil(all.length / PER_LINE) }, (_, at) =>
    all.slice(at * PER_LINE, (at + 1) * PER_LINE).join(''),
  );
  const vectors: Vectors = { python, seed: SEED, count: COUNT, hard, digests: lines };
  writeFileSync(FILE, `${JSON.stringify(vectors, null, 1)}\n`);
}

/** Enough of an outcome to see that another one differs. */
export function digestOf(outcome: PlainOutcome): string {
  return createHash('sha256').update(JSON.stringify(outcome)).digest('base64url').slice(0, DIGEST_LENGTH);
}
