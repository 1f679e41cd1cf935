import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

/** What was asked for. */
export interface SimRequest {
  /** The seed of the first world; the next ones follow. */
  readonly seed: number;
  readonly seeds: number;
  readonly workers: number;
  /** Tell all that happens in the first world, also when every law holds. */
  readonly tell: boolean;
}

/** What is wrong with a command line. */
export interface UsageFault {
  readonly usage: string;
}

export const USAGE = 'usage: pnpm sim [--seeds N] [--seed S] [--workers N] [--tell]';

const DEFAULT_SEEDS = 20_000;

/** Reads the command line; the seed is drawn when none is given. */
export function readArguments(args: readonly string[]): SimRequest | UsageFault {
  const { values, positionals } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    options: {
      seeds: { type: 'string' },
      seed: { type: 'string' },
      workers: { type: 'string' },
      tell: { type: 'boolean' },
    },
  });
  const strangers = [...Object.keys(values).filter((name) => !KNOWN.includes(name)), ...positionals];
  if (strangers.length > 0) return { usage: `nothing is known of "${strangers[0]}"; ${USAGE}` };
  const numbers = { seeds: DEFAULT_SEEDS, seed: Math.floor(Math.random() * 1e9), workers: availableParallelism() };
  for (const name of ['seeds', 'seed', 'workers'] as const) {
    const text = values[name];
    if (text === undefined) continue;
    if (typeof text !== 'string' || !/^\d{1,9}$/.test(text) || (name !== 'seed' && Number(text) === 0)) {
      return {
        usage: `--${name} is a whole number${name === 'seed' ? '' : ' from 1'} of at most nine digits, and not "${text}"; ${USAGE}`,
      };
    }
    numbers[name] = Number(text);
  }
  return { ...numbers, tell: values['tell'] === true };
}

const KNOWN: readonly string[] = ['seeds', 'seed', 'workers', 'tell'];
