import { parseArgs } from 'node:util';
import { USAGE } from './help-text.ts';
import { type BenchOption, DEFAULTS, OPTIONS, type OptionName } from './option-table.ts';

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

const ALL: readonly BenchOption[] = OPTIONS;

/** The options as Node.js reads them. */
const PARSED = Object.fromEntries(ALL.map((option) => [option.name, parsed(option)]));

/** The options that are numbers, and what is made of them. */
const NUMBERS = [
  ['rounds', 'rounds'],
  ['n', 'trials'],
  ['minutes', 'minutes'],
] as const satisfies readonly (readonly [OptionName, string])[];

/** Reads the command line. */
export function readArguments(args: readonly string[], known: readonly string[]): Request {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    strict: false,
    options: PARSED,
  });
  const said = (name: OptionName) => values[name];
  if (said('help') !== undefined) return { kind: 'help' };
  const unknownOption = Object.keys(values).find((name) => !(name in PARSED));
  if (unknownOption !== undefined) return fault(`bench knows no --${unknownOption}`);
  const stranger = positionals.find((word) => !known.includes(word));
  if (stranger !== undefined) return fault(`there is no figure "${stranger}"; there are ${known.join(', ')}`);
  const nameless = ALL.find(({ name, takes }) => takes === 'file' && values[name] === true);
  if (nameless !== undefined)
    return fault(`--${nameless.name} names a file: --${nameless.name} ${nameless.placeholder}`);
  const isQuick = said('quick') !== undefined;
  const numbers = {
    rounds: wholeNumber(said('rounds'), isQuick ? DEFAULTS.quickRounds : DEFAULTS.rounds),
    trials: wholeNumber(said('n'), DEFAULTS.trials),
    minutes: wholeNumber(said('minutes'), DEFAULTS.minutes),
  };
  const wrong = NUMBERS.find(([, name]) => numbers[name] === 0)?.[0];
  if (wrong !== undefined) return fault(`--${wrong} is a whole number from 1, and not "${said(wrong)}"`);
  return {
    kind: 'bench',
    figures: positionals,
    isQuick,
    ...numbers,
    json: fileOf(said('json')) ?? DEFAULTS.json,
    from: fileOf(said('from')),
    markdown: fileOf(said('markdown')),
    vs: fileOf(said('vs')),
  };
}

function fault(what: string): UsageFault {
  return { kind: 'usage', usage: `${what}\n${USAGE}` };
}

function parsed({ takes, short }: BenchOption) {
  const type = takes === 'nothing' ? ('boolean' as const) : ('string' as const);
  return short === undefined ? { type } : { type, short };
}

function fileOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** 0 when it is no whole number from 1. */
function wholeNumber(text: unknown, otherwise: number): number {
  if (text === undefined) return otherwise;
  return typeof text === 'string' && /^\d{1,6}$/.test(text) ? Number(text) : 0;
}
