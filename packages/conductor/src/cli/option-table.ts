import { RESULT_FORMATS } from '@conductor/types';
import type { OptionSpec, WordSpec } from './option-spec.ts';

/** Options of every command. */
export const COMMON_OPTIONS: readonly OptionSpec[] = [
  { long: '--quiet', short: '-q', takes: 'nothing', about: 'only the closing report and errors' },
  { long: '--verbose', short: '-v', takes: 'nothing', about: 'also what is of use when something is wrong' },
  {
    long: '--no-color',
    takes: 'nothing',
    environment: 'NO_COLOR',
    about: 'no colours, as also NO_COLOR and a pipe say',
  },
];

/** Where runs are. */
export const RESULTS_OPTION: OptionSpec = {
  long: '--results',
  takes: 'word',
  placeholder: 'DIR',
  environment: 'CONDUCTOR_RESULTS',
  about: 'the directory below which the run gets its own',
};

/** Where a run is that has been. */
export const FIND_OPTION: OptionSpec = {
  ...RESULTS_OPTION,
  about: 'the directory below which the run is looked for',
};

/** Of every command that speaks with players, or with the lab's own files. */
export const LAB_OPTION: OptionSpec = {
  long: '--lab',
  takes: 'word',
  placeholder: 'FOLDER',
  environment: 'CONDUCTOR_LAB',
  about: 'the folder with the keys of the lab (conductor/lab in the folder of your settings)',
};

/** By what right players are commanded. */
export const ACCESS_OPTIONS: readonly OptionSpec[] = [
  LAB_OPTION,
  {
    long: '--insecure-network',
    takes: 'nothing',
    environment: 'CONDUCTOR_INSECURE_NETWORK',
    about: 'talk to players beyond this host without encryption or proof of who they are',
  },
];

const WAIT_PLAYERS_OPTION: OptionSpec = {
  long: '--wait-players',
  takes: 'word',
  placeholder: 'DURATION',
  environment: 'CONDUCTOR_WAIT_PLAYERS',
  about: 'how long to wait for players that do not listen yet: 30, 0.5, 5m (10)',
};

/** Which cases of a test with parameters. */
export const CASE_OPTION: OptionSpec = {
  long: '--case',
  takes: 'words',
  placeholder: 'VALUES',
  about: 'only cases of [Matrix] with these values, such as size=64 or size=64,cipher=gcm; said again: these as well',
};

const TEST_OPTIONS: readonly OptionSpec[] = [
  {
    long: '--trials',
    short: '-t',
    takes: 'word',
    placeholder: 'N',
    about: 'run N trials instead of what the test says',
  },
  {
    long: '--phases',
    short: '-p',
    takes: 'phases',
    placeholder: 'PHASE',
    about: 'only these phases: startup, run, collect, reset; without reset, Reset is left to you',
  },
  {
    long: '--players',
    short: '-c',
    aliases: ['--clients', '--workers'],
    takes: 'players',
    placeholder: 'NAME',
    about: 'only these players of the test (also --clients, --workers)',
  },
  {
    long: '--define',
    short: '-D',
    takes: 'words',
    placeholder: 'NAME=VALUE',
    about: 'what %(NAME)s stands for, whatever the files say; as often as there are names',
  },
  CASE_OPTION,
  {
    long: '--seed',
    takes: 'word',
    placeholder: 'N',
    about: 'repeat the order of a run whose cases took turns by chance (order: random)',
  },
  RESULTS_OPTION,
  { long: '--strict', takes: 'nothing', about: 'a warning about the files is an error' },
];

const OUTPUT_OPTION: OptionSpec = {
  long: '--output',
  short: '-o',
  takes: 'word',
  placeholder: 'FILE',
  about: 'print the result to a file',
};

const FORMAT_OPTION: OptionSpec = {
  long: '--format',
  takes: 'word',
  placeholder: 'FORMAT',
  environment: 'CONDUCTOR_FORMAT',
  about: '',
};

/** How and where something other than the result of a run is printed. */
export const PRINT_OPTIONS: readonly OptionSpec[] = [
  {
    ...FORMAT_OPTION,
    choices: ['text', 'json'],
    about: 'how it is printed: text, or json (for any other that is set: text)',
  },
  OUTPUT_OPTION,
];

/** How and where the result of a run is printed. */
export const REPORT_OPTIONS: readonly OptionSpec[] = [
  {
    ...FORMAT_OPTION,
    choices: RESULT_FORMATS,
    about:
      'how the result is printed: text; json; csv or ndjson, its metrics; markdown; junit, for CI; legacy-json, as the original has it; of all but text standard output gets nothing else',
  },
  OUTPUT_OPTION,
];

/** Of `conduct report` and `conduct compare`. */
export const METRICS_OPTION: OptionSpec = {
  long: '--metrics',
  takes: 'word',
  placeholder: 'FILE',
  about: 'a file with [Metrics] and [Checks]: what it says takes the place of what the test said by the same name',
};

/** Where there is such a file. */
export const STRICT_METRICS_OPTION: OptionSpec = {
  long: '--strict',
  takes: 'nothing',
  about: 'a warning about the file of --metrics is an error',
};

/** What no run may have become, beside the base. */
export const FAIL_IF_OPTION: OptionSpec = {
  long: '--fail-if',
  takes: 'word',
  placeholder: 'GATE',
  about: "exit with 1 when a difference is proven and is this: 'rate < -2%'; several with commas between them",
};

/** Of `conduct report`: as a page. */
export const PAGE_OPTIONS: readonly OptionSpec[] = [
  {
    long: '--html',
    takes: 'nothing',
    about: 'make a page of it: report.html in the run directory, or FILE of -o (of several runs always)',
  },
  { long: '--open', takes: 'nothing', about: 'the same, and show it in your browser' },
];

/** How much a player may bring home. */
export const MAX_RESULTS_OPTION: OptionSpec = {
  long: '--max-results',
  takes: 'word',
  placeholder: 'SIZE',
  environment: 'CONDUCTOR_MAX_RESULTS',
  about: 'what one player may bring home of a trial, 200GiB or none (64GiB); one that has more counts as lost',
};

/** Where secrets come from, and which way they may go. */
export const SECRETS_OPTIONS: readonly OptionSpec[] = [
  {
    long: '--secrets',
    takes: 'word',
    placeholder: 'DIR',
    environment: 'CONDUCTOR_SECRETS',
    about: 'a folder with a file for each secret that the environment has not, as CONDUCTOR_SECRET_NAME',
  },
  {
    long: '--insecure-secrets',
    takes: 'nothing',
    about: 'with --insecure-network: secrets too may go over the network unencrypted',
  },
];

/** Of `conduct run`. */
export const RUN_OPTIONS: readonly OptionSpec[] = [
  ...TEST_OPTIONS,
  ...REPORT_OPTIONS,
  {
    long: '--collector',
    takes: 'word',
    placeholder: 'WHO',
    choices: ['own', 'external'],
    environment: 'CONDUCTOR_COLLECTOR',
    about: 'who brings the results home: own, or external, a program "collector" on whatever host has room for them',
  },
  MAX_RESULTS_OPTION,
  WAIT_PLAYERS_OPTION,
  {
    long: '--wait-free',
    takes: 'word',
    placeholder: 'DURATION',
    environment: 'CONDUCTOR_WAIT_FREE',
    about: 'how long to wait for players that another run holds: 30m, 90s, 2h (0: not at all)',
  },
  {
    long: '--at',
    takes: 'word',
    placeholder: 'TIME',
    about:
      'begin at "2026-12-01 02:00" by the clock of this machine, or at 2026-12-01T02:00Z; files and players are checked now',
  },
  ...ACCESS_OPTIONS,
  ...SECRETS_OPTIONS,
  {
    long: '--parallel',
    takes: 'word',
    placeholder: 'N',
    about: 'of several tests run up to N at a time, as long as they share no player (1)',
  },
  { long: '--dry-run', takes: 'nothing', about: 'the same as conduct check' },
];

/** Options of `conduct run` that say nothing about the plan. */
const BEYOND_THE_PLAN = new Set([
  '--wait-players',
  '--wait-free',
  '--at',
  '--parallel',
  '--insecure-secrets',
  ...ACCESS_OPTIONS.map(({ long }) => long),
]);

/** Of `conduct check`. It takes what `conduct run` takes, so that a command line need not be written anew for it. */
export const CHECK_OPTIONS: readonly OptionSpec[] = [
  ...RUN_OPTIONS.filter(({ long }) => long !== '--dry-run').map(asOfCheck),
  {
    long: '--explain',
    takes: 'nothing',
    about: 'the plan in sentences: what happens, in which order, and what if not',
  },
];

function asOfCheck(option: OptionSpec): OptionSpec {
  if (BEYOND_THE_PLAN.has(option.long)) return { ...option, standing: 'ignored' };
  return option.long === FORMAT_OPTION.long
    ? { ...option, about: 'how the plan is printed: text, or json (for any other that is set: text)' }
    : option;
}

/** Of the commands that go to the players of a run which somebody else began. */
export const FOLLOW_OPTIONS: readonly OptionSpec[] = [FIND_OPTION, ...ACCESS_OPTIONS];

/** The same, where players are also commanded. */
export const TAKING_OPTIONS: readonly OptionSpec[] = [...FOLLOW_OPTIONS, WAIT_PLAYERS_OPTION];

/** What names a run. */
export const RUN_WORD: WordSpec = { name: 'RUN', isOptional: false, about: 'a run id, a run directory, or latest' };
