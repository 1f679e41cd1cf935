import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

/** What was asked for: trials, or the document of trials that were made. */
export type Request = ProveRequest | DocumentRequest | UsageFault;

/** Trials. */
export interface ProveRequest {
  readonly kind: 'prove';
  /** Numbers of guarantees; empty is all. */
  readonly guarantees: readonly number[];
  /** Trials of each; `null` is each one's own number. */
  readonly n: number | null;
  readonly seed: number;
  readonly jobs: number;
  /** Where the result is written. */
  readonly json: string;
}

/** The table of an earlier proof, into a document. */
export interface DocumentRequest {
  readonly kind: 'document';
  readonly json: string;
  readonly document: string;
}

/** What is wrong with a command line. */
export interface UsageFault {
  readonly kind: 'usage';
  readonly usage: string;
}

/** How to call the prover. */
export const USAGE = [
  'usage: pnpm prove [guarantee…] [--n N] [--seed S] [--jobs N] [--json FILE]',
  '       pnpm prove --markdown DOCUMENT [--json FILE]',
].join('\n');

const JSON_FILE = 'results/prove.json';
/** A trial mostly waits, for leases above all; with more of them bounds in seconds would measure the machine. */
const JOBS_PER_PROCESSOR = 3;

const OPTIONS = {
  n: { type: 'string' },
  seed: { type: 'string' },
  jobs: { type: 'string' },
  json: { type: 'string' },
  markdown: { type: 'string' },
} as const;

/** Reads the command line; the seed is drawn when none is given, and printed, so that a run can be repeated. */
export function readArguments(args: readonly string[], known: readonly number[]): Request {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    strict: false,
    options: OPTIONS,
  });
  const unknownOption = Object.keys(values).find((name) => !(name in OPTIONS));
  if (unknownOption !== undefined) return fault(`prove knows no --${unknownOption}`);
  const stranger = positionals.find((word) => !known.includes(Number(word)));
  if (stranger !== undefined) return fault(`there is no guarantee "${stranger}" to try; there are ${known.join(', ')}`);
  const json = typeof values.json === 'string' ? values.json : JSON_FILE;
  if (typeof values.markdown === 'string') return { kind: 'document', json, document: values.markdown };
  if (values.markdown !== undefined) return fault('--markdown names the document that the table goes into');
  const n = wholeNumber(values.n);
  if (n === undefined || n === 0) return fault(`--n is a whole number from 1, and not "${values.n}"`);
  const seed = wholeNumber(values.seed);
  if (seed === undefined) return fault(`--seed is a whole number, and not "${values.seed}"`);
  const jobs = wholeNumber(values.jobs);
  if (jobs === undefined || jobs === 0) return fault(`--jobs is a whole number from 1, and not "${values.jobs}"`);
  return {
    kind: 'prove',
    guarantees: positionals.map(Number),
    n,
    seed: seed ?? Math.floor(Math.random() * 2 ** 31),
    jobs: jobs ?? JOBS_PER_PROCESSOR * availableParallelism(),
    json,
  };
}

function fault(what: string): UsageFault {
  return { kind: 'usage', usage: `${what}\n${USAGE}` };
}

/** `null` when it was not given, `undefined` when it is no whole number. */
function wholeNumber(text: unknown): number | null | undefined {
  if (text === undefined) return null;
  return typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
