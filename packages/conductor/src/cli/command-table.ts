import { COMPARE_COMMAND } from './compare/compare-spec.ts';
import { LAB_COMMANDS } from './lab-commands.ts';
import type { CommandSpec, WordSpec } from './option-spec.ts';
import {
  CHECK_OPTIONS,
  FAIL_IF_OPTION,
  FIND_OPTION,
  FOLLOW_OPTIONS,
  MAX_RESULTS_OPTION,
  METRICS_OPTION,
  PAGE_OPTIONS,
  PRINT_OPTIONS,
  REPORT_OPTIONS,
  RUN_OPTIONS,
  RUN_WORD,
  SECRETS_OPTIONS,
  STRICT_METRICS_OPTION,
  TAKING_OPTIONS,
} from './option-table.ts';

const OPTIONAL_RUN_WORD: WordSpec = {
  ...RUN_WORD,
  isOptional: true,
  about: 'a run id, a run directory, or latest (the default)',
};

/** The commands of `conduct`; the first is what `conduct TEST` means. */
export const COMMANDS: readonly CommandSpec[] = [
  {
    name: 'run',
    summary: 'run a test on its players',
    description: [
      'Loads the test onto every player, starts all of them together, phase by phase, brings the results home, and leaves every host as it was.',
      'Several tests are run in turn, or with --parallel side by side; a summary has a row for each, and the exit code is the worst.',
      'Ctrl-C once stops, collects what exists and resets; twice skips Collect; three times leaves at once, and the players reset themselves.',
      'Exit code: 0 all passed; 1 a step or a check failed, or the players started Run further apart than max_skew; 2 the command line or a file is wrong; 3 a player was lost or not reached, or an outcome is unknown; 4 a Reset step failed or something was left behind; 5 a player is busy, or owes a Reset that it could not pay; 6 a player is not who it must be, or one side trusts the other no more; 130, 143, 129 interrupted and reset; 131, 144 interrupted and not known to be reset.',
    ],
    words: [
      {
        name: 'TEST',
        isOptional: false,
        isMany: true,
        about: 'the test file, or several that are run in turn; files of their players are left out',
      },
    ],
    options: RUN_OPTIONS,
    examples: [
      { line: 'conduct throughput.cfg', about: 'all phases, on all players' },
      { line: 'conduct -t 5 --results out throughput.cfg', about: 'five trials, results below out/' },
      { line: 'conduct -t 1 -p startup run throughput.cfg', about: 'leave the hosts set up, to look around' },
      { line: 'conduct reset latest', about: 'and reset them later' },
      { line: 'conduct --format json -o result.json throughput.cfg', about: 'the result for a program' },
      { line: 'conduct run --parallel 4 tests/*.cfg', about: 'many tests, one summary' },
      { line: 'conduct --wait-free 30m throughput.cfg', about: 'when its turn has come' },
      { line: "conduct --at '2026-12-01 02:00' throughput.cfg", about: 'in the night' },
      { line: 'conduct --collector external throughput.cfg', about: 'results go to a collector; its line is printed' },
    ],
  },
  {
    name: 'check',
    summary: 'show what a test would do, and every warning about it; opens no socket',
    description: [
      'Reads the files and prints the effective plan: players and addresses, every step with its file, line and limit, every setting with where it comes from, and which secrets are needed and whether each is there.',
      'Looks for what would go wrong although the files are right: what Reset does not undo, clients that may call before their server listens, steps that meet their limit, ports used twice, misspelt programs. A comment before a line, "# check: allow CODE", silences one.',
      'Exit code: 0 the files are right; 2 they are not, or --strict and there is a warning. A secret that is missing is told, and changes nothing: it is for who runs the test.',
    ],
    words: [
      {
        name: 'TEST',
        isOptional: false,
        isMany: true,
        about: 'the test file, or several; files of their players are left out',
      },
    ],
    options: CHECK_OPTIONS,
    examples: [
      { line: 'conduct check throughput.cfg', about: 'the plan, for people' },
      { line: 'conduct check --explain throughput.cfg', about: 'the same in sentences' },
      { line: 'conduct check --strict tests/*.cfg', about: 'for a commit hook' },
      {
        line: 'conduct check --format json throughput.cfg',
        about: 'each finding for a program; of several files named a list',
      },
    ],
  },
  {
    name: 'show',
    summary: 'print one run from its directory',
    description: ['Prints what a run came to, from its run directory alone. It need not be over.'],
    words: [OPTIONAL_RUN_WORD],
    options: [FIND_OPTION, ...REPORT_OPTIONS],
    examples: [
      { line: 'conduct show', about: 'the newest run below results/' },
      { line: 'conduct show 20261123T231500Z-k3f9 --format json', about: 'one run, for a program' },
    ],
  },
  {
    name: 'verify',
    summary: 'read everything that a run brought home again, and tell what is not as it came',
    description: [
      'Reads every output and every fetched file of a run directory, and compares size and SHA-256 with what the events of the run say; likewise files.json beside fetched files. Whatever else lies in the folders of trials that are over is named, too.',
      'Exit code: 0 all is as it was collected; 1 something is not, and is named; 2 there is no such run.',
    ],
    words: [OPTIONAL_RUN_WORD],
    options: [FIND_OPTION],
    examples: [{ line: 'conduct verify latest', about: 'after it was copied elsewhere, or kept for years' }],
  },
  COMPARE_COMMAND,
  {
    name: 'report',
    summary: 'measure a run again from its directory, and print its closing report, or make a page of it',
    description: [
      'Looks for every metric of the run in what is on disk of it, also for metrics and checks that it did not have when it was run, and prints the closing report with them. Runs nothing, asks no player, and changes nothing in the directory.',
      'With --html it makes a page for a browser instead, in one file that loads nothing: report.html in the run directory, which then is as it is now, or FILE of -o. Its links lead to the outputs beside it.',
      'Of several runs it makes a page that compares them, the first being the base, as conduct compare does: comparison.html in the directory of the last; gates of --fail-if are on it.',
      'Exit code: that of the run, with its checks as they are now: 1 a step or a check failed; 0 none did. Of a run that ended otherwise (2 to 6, or by a signal) its own. Of several runs 1 when a gate failed, 2 when one cannot be judged. 2 also: there is no such run, or FILE is wrong.',
    ],
    words: [
      {
        ...OPTIONAL_RUN_WORD,
        isMany: true,
        about: 'a run id, a run directory, or latest (the default); several are compared',
      },
    ],
    options: [
      METRICS_OPTION,
      ...PAGE_OPTIONS,
      { ...FAIL_IF_OPTION, about: `of several runs: ${FAIL_IF_OPTION.about}` },
      FIND_OPTION,
      ...REPORT_OPTIONS,
      STRICT_METRICS_OPTION,
    ],
    examples: [
      { line: 'conduct report', about: 'the newest run below results/' },
      { line: 'conduct report --metrics more.cfg latest', about: 'with other metrics and checks' },
      { line: 'conduct report --open', about: 'as a page, in your browser' },
      { line: 'conduct report --open results/a/latest results/b/latest', about: 'is b better than a? as a page' },
    ],
  },
  {
    name: 'status',
    summary: 'look at the players of a run, and tell what of it is still on them',
    description: [
      'Greets every player of the run and hangs up: it claims nothing and disturbs nobody. Tells who holds each player, what it is at, whether its Reset is owed, and whether it keeps results that are nowhere else. Test, players and addresses are those of the run directory.',
      'Exit code: 0 every player is free, and nothing of the run is owed or kept; 2 there is no such run; 3 a player is not reached; 5 one is held; 4 a Reset is owed or was left to the user, or results are not fetched.',
    ],
    words: [OPTIONAL_RUN_WORD],
    options: [...FOLLOW_OPTIONS, ...PRINT_OPTIONS],
    examples: [
      { line: 'conduct status', about: 'of the newest run below results/' },
      { line: 'conduct status 20261123T231500Z-k3f9 --format json', about: 'for a program' },
    ],
  },
  {
    name: 'resume',
    summary: 'bring a run to its end whose conductor is gone: Collect, Reset, missing results',
    description: [
      'Takes the players of the run over from whoever conducts it, or did: what runs of Startup and Run is stopped, Collect is run where it had not begun, Reset where it is owed, and the results of every trial that are missing come into the run directory. Startup and Run are never run again, and trials that had not begun are not begun. A player that has reset by itself is collected and released. It works from any terminal of the same user, also while the first conduct still runs: that one ends.',
      'Exit code: that of the run by its completed directory; a run that was cut exits with 3 at least. 5: another program writes the run directory, and does not let it go.',
    ],
    words: [RUN_WORD],
    options: [...TAKING_OPTIONS, MAX_RESULTS_OPTION],
    examples: [
      { line: 'conduct resume latest', about: 'the newest run below results/' },
      { line: 'conduct resume results/throughput/20261123T231500Z-k3f9', about: 'a run by its directory' },
      {
        line: 'conduct resume --max-results none latest',
        about: 'when a player had more results than the test allows',
      },
    ],
  },
  {
    name: 'abort',
    summary: 'stop a run from any terminal and reset its players, without Collect',
    description: [
      'As Ctrl-C twice in the terminal of the run: every player is stopped, Reset is paid, Collect is skipped; what steps had printed is kept. The conduct that runs it is told who took the run over, and ends with exit code 3.',
      'Exit code: 0 every host is as it was; 3 a player was not reached, or nobody heard that its Reset ran; 4 a Reset step failed or something was left behind; 5 another program writes the run directory, and does not let it go.',
    ],
    words: [RUN_WORD],
    options: TAKING_OPTIONS,
    examples: [{ line: 'conduct abort latest', about: 'the newest run below results/' }],
  },
  {
    name: 'reset',
    summary: 'pay the Reset that a run still owes, or that was left to you',
    description: [
      'Where a player still has the run, it is taken over, stopped and reset, without Collect. Where Reset was left to the user (-p without reset), or nobody knows whether it ran and the player knows nothing of it, the Reset steps of the run are run as conduct -p reset does, in a run of their own. It says which of the two it does.',
      'Exit code: 0 every host is as it was; 3 a player was not reached, or nobody heard that its Reset ran; 4 a Reset step failed or something was left behind; 5 a player is held by another run, or another program writes the run directory.',
    ],
    words: [RUN_WORD],
    options: [...TAKING_OPTIONS, ...SECRETS_OPTIONS],
    examples: [{ line: 'conduct reset latest', about: 'after conduct -t 1 -p startup run throughput.cfg' }],
  },
  ...LAB_COMMANDS,
];

/** The command of a name; `undefined` when there is none. */
export function commandOf(name: string): CommandSpec | undefined {
  return COMMANDS.find((command) => command.name === name);
}
