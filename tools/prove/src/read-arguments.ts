import { parseArgs } from 'node:util';

/** What was asked for. */
export interface ProveRequest {
  /** Numbers of guarantees; empty is all. */
  readonly guarantees: readonly number[];
  /** Trials of each; `null` is each one's own number. */
  readonly n: number | null;
  readonly seed: number;
  /** Where the result is written. */
  readonly json: string;
}

/** What is wrong with a command line. */
export interface UsageFault {
  readonly usage: string;
}

/** How to call the prover. */
export const USAGE = 'usage: pnpm prove [guarantee…] [--n N] [--seed S] [--json FILE]';

const JSON_FILE = 'results/prove.json';

/** Reads the command line; the seed is drawn when none is given, and printed, so that a run can be repeated. */
export function readArguments(args: readonly string[], known: readonly number[]): ProveRequest | UsageFault {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    strict: false,
    options: { n: { type: 'string' }, seed: { type: 'string' }, json: { type: 'string' } },
  });
  const unknownOption = Object.keys(values).find((name) => !['n', 'seed', 'json'].includes(name));
  if (unknownOption !== undefined) return { usage: `prove knows no --${unknownOption}; ${USAGE}` };
  const stranger = positionals.find((word) => !known.includes(Number(word)));
  if (stranger !== undefined) {
    return { usage: `there is no guarantee "${stranger}" to try; there are ${known.join(', ')}; ${USAGE}` };
  }
  const n = wholeNumber(values['n']);
  const seed = wholeNumber(values['seed']);
  if (n === undefined || n === 0) return { usage: `--n is a whole number from 1, and not "${values['n']}"; ${USAGE}` };
  if (seed === undefined) return { usage: `--seed is a whole number, and not "${values['seed']}"; ${USAGE}` };
  return {
    guarantees: positionals.map(Number),
    n,
    seed: seed ?? Math.floor(Math.random() * 2 ** 31),
    json: typeof values['json'] === 'string' ? values['json'] : JSON_FILE,
  };
}

/** `null` when it was not given, `undefined` when it is no whole number. */
function wholeNumber(text: unknown): number | null | undefined {
  if (text === undefined) return null;
  return typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
