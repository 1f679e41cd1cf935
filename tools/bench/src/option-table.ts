/** One option: the command line is read by it, and help is made of it. */
export interface BenchOption {
  /** Without the dashes. */
  readonly name: string;
  readonly short?: string;
  readonly takes: 'nothing' | 'number' | 'file';
  /** What stands for its value in help. */
  readonly placeholder?: string;
  /** What it means, with its unit and its default. */
  readonly about: string;
}

/** Every default in one place; a round is one measurement of each side of a ratio. */
export const DEFAULTS = { json: 'results/bench.json', rounds: 5, quickRounds: 2, trials: 2, minutes: 1 } as const;

/** All options, in the order of help. */
export const OPTIONS = [
  {
    name: 'rounds',
    takes: 'number',
    placeholder: 'N',
    about: `how often each side of a ratio is measured, in turn (${DEFAULTS.rounds}; with --quick ${DEFAULTS.quickRounds})`,
  },
  {
    name: 'n',
    takes: 'number',
    placeholder: 'N',
    about: `of hangs: trials with each number of players (${DEFAULTS.trials})`,
  },
  {
    name: 'minutes',
    takes: 'number',
    placeholder: 'M',
    about: `of soak: how many minutes it lasts (${DEFAULTS.minutes})`,
  },
  {
    name: 'quick',
    takes: 'nothing',
    about: 'small numbers of everything: shows that it works, and little else',
  },
  {
    name: 'json',
    takes: 'file',
    placeholder: 'FILE',
    about: `where the report goes, as JSON with all samples (${DEFAULTS.json})`,
  },
  {
    name: 'markdown',
    takes: 'file',
    placeholder: 'FILE',
    about: 'also put the table into its place in this document (none)',
  },
  {
    name: 'vs',
    takes: 'file',
    placeholder: 'FILE.json',
    about: 'also say what moved against this earlier report (none)',
  },
  {
    name: 'from',
    takes: 'file',
    placeholder: 'FILE.json',
    about: 'measure nothing: show this earlier report (none)',
  },
  { name: 'help', short: 'h', takes: 'nothing', about: 'this help' },
] as const satisfies readonly BenchOption[];

/** The name of an option. */
export type OptionName = (typeof OPTIONS)[number]['name'];
