import type { CommandSpec } from '../option-spec.ts';
import {
  CASE_OPTION,
  FAIL_IF_OPTION,
  METRICS_OPTION,
  PRINT_OPTIONS,
  RESULTS_OPTION,
  STRICT_METRICS_OPTION,
} from '../option-table.ts';

/** `conduct compare`. */
export const COMPARE_COMMAND: CommandSpec = {
  name: 'compare',
  summary: 'say whether runs differ, and by how much',
  description: [
    "Compares the metrics of runs, or files of numbers (one a line, as ministat takes them); the first is the base. Prints what FreeBSD's ministat does (plot, table, Student's test), and then Welch's test, that of Mann and Whitney, the size of the effect, drift over the trials, and what else differs between the runs.",
    'Of one run with cases it compares those with each other; of several runs, each case with the one of the same name.',
    "--fail-if 'rate < -2%' makes a gate of it: it fails when Welch's test proves a difference and the metric is more than 2 % below the base.",
    'Exit code: 0 compared, and no gate failed; 1 a gate failed; 2 the command line or a file is wrong, there is no such run or metric, or for want of values a gate cannot be judged, or no two runs or cases are compared in any metric, or one alone has no value left. One of several that is compared in no metric is named, and changes nothing.',
  ],
  words: [
    {
      name: 'RUN',
      isOptional: false,
      isMany: true,
      about: 'a run id, a run directory, latest, or a file of numbers; the first is the base',
    },
  ],
  options: [
    {
      long: '--metric',
      takes: 'word',
      placeholder: 'NAME',
      about: 'only these metrics, with commas between them (all that every run has)',
    },
    {
      ...CASE_OPTION,
      about: 'of one run: compare the cases with these values, the first is the base (all of them, where they are few)',
    },
    {
      long: '--confidence',
      takes: 'word',
      placeholder: 'PERCENT',
      about: 'how sure a difference must be to count as proven (95)',
    },
    {
      long: '--warm-up',
      takes: 'word',
      placeholder: 'N',
      about: 'leave the first N trials of each run out of every figure (0)',
    },
    FAIL_IF_OPTION,
    METRICS_OPTION,
    STRICT_METRICS_OPTION,
    { ...RESULTS_OPTION, about: 'the directory below which runs are looked for' },
    ...PRINT_OPTIONS,
  ],
  examples: [
    { line: 'conduct compare results/a/latest results/b/latest', about: 'is b better than a?' },
    { line: 'conduct compare latest --case firmware=old --case firmware=new', about: 'two cases of one run' },
    { line: "conduct compare --fail-if 'rate < -2%' before.txt after.txt", about: 'a gate for a CI' },
  ],
};
