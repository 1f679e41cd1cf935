import { parseArgs } from 'node:util';

/** What was asked for. */
export type Request = BenchRequest | HelpRequest | UsageFault;

/** To measure, or to look again at what was measured. */
export interface BenchRequest {
  readonly kind: 'bench';
  /** Names of figures; empty is all. */
  readonly figures: readonly string[];
  readonly rounds: number;
  readonly isQuick: boolean;
  /** Trials with 50, 100 and 200 players each. */
  readonly trials: number;
  /** How long the soak lasts. */
  readonly minutes: number;
  /** Where the result is written. */
  readonly json: string;
  /** The report of an earlier run, shown in place of measuring. */
  readonly from: string | null;
  /** The document that the table goes into. */
  readonly markdown: string | null;
  /** The report of an earlier run to compare with. */
  readonly vs: string | null;
}

/** To be told how to call it. */
export interface HelpRequest {
  readonly kind: 'help';
}

/** What is wrong with a command line. */
export interface UsageFault {
  readonly kind: 'usage';
  readonly usage: string;
}

/** How to call the bench. */
export const USAGE = [
  'usage: pnpm bench [figure…] [--rounds N] [--n N] [--minutes M] [--quick] [--json FILE] [--markdown DOCUMENT] [--vs BASE.json]',
  '       pnpm bench --from FILE.json [--markdown DOCUMENT] [--vs BASE.json]',
].join('\n');

/** Every default in one place; a round is one measurement of each side of a ratio. */
const DEFAULTS = { json: 'results/bench.json', rounds: 5, trials: 2, minutes: 1 } as const;
const QUICK_ROUNDS = 2;

const OPTIONS = {
  rounds: { type: 'string' },
  n: { type: 'string' },
  minutes: { type: 'string' },
  json: { type: 'string' },
  from: { type: 'string' },
  markdown: { type: 'string' },
  vs: { type: 'string' },
  quick: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** The options that are numbers, and what is made of them. */
const NUMBERS = [
  ['rounds', 'rounds'],
  ['n', 'trials'],
  ['minutes', 'minutes'],
] as const;

const FILES = ['json', 'from', 'markdown', 'vs'] as const;

/** Reads the command line. */
export function readArguments(args: readonly string[], known: readonly string[]): Request {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    strict: false,
    options: OPTIONS,
  });
  if (values.help !== undefined) return { kind: 'help' };
  const unknownOption = Object.keys(values).find((name) => !(name in OPTIONS));
  if (unknownOption !== undefined) return fault(`bench knows no --${unknownOption}`);
  const stranger = positionals.find((word) => !known.includes(word));
  if (stranger !== undefined) return fault(`there is no figure "${stranger}"; there are ${known.join(', ')}`);
  const nameless = FILES.find((name) => values[name] === true);
  if (nameless !== undefined) return fault(`--${nameless} names a file`);
  const isQuick = values.quick !== undefined;
  const numbers = {
    rounds: wholeNumber(values.rounds, isQuick ? QUICK_ROUNDS : DEFAULTS.rounds),
    trials: wholeNumber(values.n, DEFAULTS.trials),
    minutes: wholeNumber(values.minutes, DEFAULTS.minutes),
  };
  const wrong = NUMBERS.find(([, name]) => numbers[name] === 0)?.[0];
  if (wrong !== undefined) return fault(`--${wrong} is a whole number from 1, and not "${values[wrong]}"`);
  return {
    kind: 'bench',
    figures: positionals,
    isQuick,
    ...numbers,
    json: fileOf(values.json) ?? DEFAULTS.json,
    from: fileOf(values.from),
    markdown: fileOf(values.markdown),
    vs: fileOf(values.vs),
  };
}

function fault(what: string): UsageFault {
  return { kind: 'usage', usage: `${what}\n${USAGE}` };
}

function fileOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** 0 when it is no whole number from 1. */
function wholeNumber(text: unknown, otherwise: number): number {
  if (text === undefined) return otherwise;
  return typeof text === 'string' && /^\d{1,6}$/.test(text) ? Number(text) : 0;
}
