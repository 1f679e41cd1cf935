import { availableParallelism } from 'node:os';
import { CANCEL_SIGNAL } from './cancel-signal.ts';
import type { Part } from './part.ts';

const check = (name: string, ...command: [string, ...string[]]): Part => ({
  name,
  kind: 'check',
  command,
  needsBuild: false,
});

const tool = (name: string, script: string) => check(name, 'node', `tools/repo/${script}`);

const VITEST = ['vitest', 'run', '--reporter=dot', '--reporter=./tools/repo/src/gate/tally-reporter.ts'] as const;

const tests = (name: string, ...projects: string[]): Part => ({
  name,
  kind: 'tests',
  command: [...VITEST, ...projects.map((project) => `--project=${project}`)],
  needsBuild: false,
  cancelSignal: CANCEL_SIGNAL,
});

/** Worlds of the simulator, each counted; always the same ones, so that what fails here fails anywhere. */
const SIM: Part = {
  name: 'sim',
  kind: 'tests',
  command: ['node', '--conditions=@conductor/source', 'tools/sim/sim.ts', '--seed', '1'],
  needsBuild: false,
};

const built = (part: Part): Part => ({ ...part, needsBuild: true });

/** The name of the part that writes `dist`. */
export const BUILD = 'build';

/** Projects whose tests run the built programs: each is a part of its own. */
const WHOLE = ['e2e', 'lab', 'prove', 'bench'] as const;

/**
 * So many test files at a time where tests spend their time on leases and deadlines: they wait, and the cores with them.
 * Vitest alone leaves one core free, which on a machine of two would be half of it.
 */
const WAITING_AT_ONCE = 3;

const sideBySide = (part: Part, workers: number): Part => ({
  ...part,
  command: [...part.command, `--maxWorkers=${workers}`],
});

const waiting = (name: (typeof WHOLE)[number]): Part => built(sideBySide(tests(name, name), WAITING_AT_ONCE));

/**
 * Everything the gate runs. Stages follow each other; the parts of a stage run side by side, the longest first.
 * Generated code comes first because all else reads it.
 */
export const STAGES: readonly (readonly Part[])[] = [
  [tool('generated', 'check-generated.ts')],
  // Sources and tests alike: the references of the root tsconfig name both.
  [check(BUILD, 'tsc', '-b', '--pretty', 'false')],
  [
    sideBySide(tests('unit', ...WHOLE.map((project) => `!${project}`)), availableParallelism()),
    check('lint', 'biome', 'check', '--error-on-warnings', '--max-diagnostics=100', '.'),
    tool('borders', 'check-borders.ts'),
    check('proto', 'buf', 'lint'),
    check('knip', 'knip', '--no-config-hints'),
    built(tool('packages', 'check-packages.ts')),
    built(tool('docs', 'check-docs.ts')),
    SIM,
  ],
  [waiting('lab'), waiting('e2e'), waiting('bench')],
  // It watches the clock, and has nothing beside it.
  [built(tests('prove', 'prove'))],
];
