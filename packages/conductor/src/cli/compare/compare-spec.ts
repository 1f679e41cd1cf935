import type { CommandSpec } from '../option-spec.ts';
import { REPORT_OPTIONS } from '../option-table.ts';

/** `conduct compare`. */
export const COMPARE_COMMAND: CommandSpec = {
  name: 'compare',
  summary: 'say whether sets of numbers differ, and by how much',
  description: [
    "Compares files of numbers, one a line, as ministat takes them; the first is the base. Prints what FreeBSD's ministat does (plot, table, Student's test), and then Welch's test, that of Mann and Whitney, the size of the effect, and drift over the trials.",
    "--fail-if 'value < -2%' makes a gate of it: it fails when Welch's test proves a difference and the mean is more than 2 % below the base.",
    'Exit code: 0 compared, and no gate failed; 1 a gate failed; 2 the command line or a file is wrong, or a gate cannot be judged for want of values.',
  ],
  words: [
    {
      name: 'FILE',
      isOptional: false,
      isMany: true,
      about: 'a file of numbers, one a line; the first is the base',
    },
  ],
  options: [
    {
      long: '--metric',
      takes: 'word',
      placeholder: 'NAME',
      about: 'only these metrics, with commas between them; a file has one, value (all)',
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
      about: 'leave the first N trials of each set out of every figure (0)',
    },
    {
      long: '--fail-if',
      takes: 'word',
      placeholder: 'GATE',
      about: "exit with 1 when a difference is proven and is this: 'value < -2%'; several with commas between them",
    },
    ...REPORT_OPTIONS,
  ],
  examples: [
    { line: 'conduct compare before.txt after.txt', about: 'is it better now?' },
    { line: "conduct compare --fail-if 'value < -2%' before.txt after.txt", about: 'a gate for a CI' },
  ],
};
