import { readDefinitions, sizeOrNone } from '@conductor/config';
import { PHASES, type Phase, RESULT_FORMATS, type ResultFormat, type Settings } from '@conductor/types';
import { unknownWord } from '../unknown-word.ts';
import type { ParsedOptions } from './build-program.ts';
import type { Said } from './said.ts';
import { startTimeOf } from './start-time.ts';
import { usageError } from './usage-error.ts';

/** What the command line and the environment say; `null` where neither says anything. */
export interface UserWishes {
  readonly trials: number | null;
  /** In the order in which they run. */
  readonly phases: readonly Phase[] | null;
  readonly players: readonly string[] | null;
  /** Names of cases, or some of their values. */
  readonly cases: readonly string[];
  /** What `-D` says of variables, by name. */
  readonly variables: ReadonlyMap<string, string>;
  /** What chance is made of; `null`: it is drawn. */
  readonly seed: number | null;
  /** How many tests may run at a time. */
  readonly parallel: number;
  readonly results: Said<string> | null;
  readonly format: Said<ResultFormat> | null;
  readonly output: Said<string> | null;
  readonly collector: Said<Settings['collector']> | null;
  readonly maxResultsBytes: Said<number> | null;
  readonly waitPlayersMs: number | null;
  readonly waitFreeMs: number | null;
  /** When the run is to begin; `null`: at once. */
  readonly at: Date | null;
  /** The folder of the lab. */
  readonly lab: Said<string> | null;
  /** The folder that secrets are read from. */
  readonly secrets: Said<string> | null;
  /** The file that says anew what is measured. */
  readonly metrics: string | null;
  /** The folder that credentials are written to. */
  readonly out: string | null;
  readonly isInsecure: boolean;
  /** Secrets may go over a network where nothing is encrypted. */
  readonly mayExposeSecrets: boolean;
  readonly isReplacing: boolean;
  /** The result is made as a page; `open`: and shown. */
  readonly page: 'html' | 'open' | null;
  readonly isStrict: boolean;
  readonly isDryRun: boolean;
  /** The plan is told in sentences. */
  readonly isExplained: boolean;
  readonly isQuiet: boolean;
  readonly isVerbose: boolean;
  readonly mayColour: boolean;
}

const COLLECTORS = ['own', 'external'] as const;

/** Reads what was said, and refuses what makes no sense with a ConductorError of code `usage`. The command line beats the environment. */
export function readWishes(options: ParsedOptions, environment: NodeJS.ProcessEnv): UserWishes {
  const said = (option: string, variable?: string) => find(options, option, environment, variable);
  const phases = listOf(options['phases']);
  return {
    trials: map(said('trials'), trialsOf)?.value ?? null,
    phases: phases && PHASES.filter((phase) => phases.includes(phase)),
    players: listOf(options['players']),
    cases: listOf(options['case']) ?? [],
    variables: readDefinitions(listOf(options['define']) ?? []),
    seed: map(said('seed'), seedOf)?.value ?? null,
    parallel: map(said('parallel'), trialsOf)?.value ?? 1,
    results: said('results', 'CONDUCTOR_RESULTS'),
    format: map(said('format', 'CONDUCTOR_FORMAT'), formatOf),
    output: said('output'),
    collector: map(said('collector', 'CONDUCTOR_COLLECTOR'), collectorOf),
    maxResultsBytes: map(said('maxResults', 'CONDUCTOR_MAX_RESULTS'), bytesOf),
    waitPlayersMs: map(said('waitPlayers', 'CONDUCTOR_WAIT_PLAYERS'), millisecondsOf)?.value ?? null,
    waitFreeMs: map(said('waitFree', 'CONDUCTOR_WAIT_FREE'), millisecondsOf)?.value ?? null,
    at: map(said('at'), startTimeOf)?.value ?? null,
    lab: said('lab', 'CONDUCTOR_LAB'),
    secrets: said('secrets', 'CONDUCTOR_SECRETS'),
    metrics: said('metrics')?.value ?? null,
    out: said('out')?.value ?? null,
    isReplacing: options['replace'] === true,
    page: pageOf(options),
    mayExposeSecrets: options['insecureSecrets'] === true,
    isInsecure: options['insecureNetwork'] === true || isYes('CONDUCTOR_INSECURE_NETWORK', environment),
    isStrict: options['strict'] === true,
    isDryRun: options['dryRun'] === true,
    isExplained: options['explain'] === true,
    isQuiet: options['quiet'] === true,
    isVerbose: options['verbose'] === true,
    mayColour: options['color'] !== false,
  };
}

function pageOf({ html, open }: ParsedOptions): UserWishes['page'] {
  if (open === true) return 'open';
  return html === true ? 'html' : null;
}

function find(
  options: ParsedOptions,
  option: string,
  environment: NodeJS.ProcessEnv,
  variable: string | undefined,
): Said<string> | null {
  const value = options[option];
  if (typeof value === 'string') return { value, source: flagOf(option) };
  const inherited = variable === undefined ? undefined : environment[variable];
  return variable !== undefined && inherited ? { value: inherited, source: variable } : null;
}

/** `waitPlayers` as the user writes it. */
function flagOf(option: string): string {
  return `--${option.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function map<Value>(said: Said<string> | null, read: (said: Said<string>) => Value): Said<Value> | null {
  return said && { value: read(said), source: said.source };
}

function listOf(value: ParsedOptions[string]): readonly string[] | null {
  return Array.isArray(value) ? value : null;
}

function trialsOf({ value, source }: Said<string>): number {
  if (!/^[1-9]\d{0,8}$/.test(value)) throw usageError(`${source} wants a whole number from 1, not "${value}"`);
  return Number(value);
}

function seedOf({ value, source }: Said<string>): number {
  if (/^\d{1,10}$/.test(value) && Number(value) < 2 ** 32) return Number(value);
  throw usageError(`${source} wants a whole number below ${2 ** 32}, not "${value}"`);
}

function millisecondsOf({ value, source }: Said<string>): number {
  const [, number, unit = 's'] = /^(\d+(?:\.\d+)?)(s|m|h)?$/.exec(value) ?? [];
  if (number !== undefined && isUnit(unit)) return Number(number) * UNITS[unit];
  throw usageError(`${source} wants seconds, such as 30 or 0.5, or 90s, 30m, 2h, not "${value}"`);
}

function bytesOf({ value, source }: Said<string>): number {
  const reading = sizeOrNone(value);
  if (reading.kind === 'read') return reading.value;
  throw usageError(`${source} wants ${reading.expected}, not "${value}"`);
}

const UNITS = { s: 1_000, m: 60_000, h: 3_600_000 } as const;

function isUnit(unit: string): unit is keyof typeof UNITS {
  return unit in UNITS;
}

function formatOf({ value, source }: Said<string>): ResultFormat {
  const format = RESULT_FORMATS.find((known) => known === value);
  if (format === undefined) throw unknownWord(value, `format (${source})`, RESULT_FORMATS);
  return format;
}

function collectorOf({ value, source }: Said<string>): Settings['collector'] {
  const collector = COLLECTORS.find((known) => known === value);
  if (collector === undefined) throw unknownWord(value, `collector (${source})`, COLLECTORS);
  return collector;
}

const YES: readonly string[] = ['yes', '1', 'true', 'on'];
const NO: readonly string[] = ['no', '0', 'false', 'off', ''];

/** What is neither may have been meant as either. */
function isYes(variable: string, environment: NodeJS.ProcessEnv): boolean {
  const value = (environment[variable] ?? '').toLowerCase();
  if (YES.includes(value)) return true;
  if (NO.includes(value)) return false;
  throw unknownWord(value, `value of ${variable}`, ['yes', 'no']);
}
