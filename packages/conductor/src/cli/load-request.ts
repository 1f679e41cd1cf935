import {
  type ConductorSettings,
  type Diagnostic,
  loadTest,
  loadToolSettings,
  type ParseOptions,
  parseTestFile,
  type SourceFile,
  selectCases,
  settingsPath,
} from '@conductor/config';
import type { ConductorError, Settings, Test } from '@conductor/types';
import { narrowTest } from '../narrow-test.ts';
import type { UserWishes } from './read-wishes.ts';
import type { Said } from './said.ts';
import { usageError } from './usage-error.ts';

/** A test as it is to be run: what the files say, and what was said otherwise. */
export interface LoadedRequest {
  /** `null` when there is an error among the diagnostics. */
  readonly test: Test | null;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: readonly SourceFile[];
  /** Who says so, by the name of the setting: `--results`, `CONDUCTOR_FORMAT`, a file, or `default`. */
  readonly origins: ReadonlyMap<Setting, string>;
  readonly waitPlayersMs: number | null;
  /** What the user's settings file says. */
  readonly own: ConductorSettings;
}

/** What has an origin. */
export type Setting = keyof Settings | 'trials';

/**
 * Reads a test with all that bears on it, the strongest first: the command line, the environment, the test file, the
 * user's settings file, the defaults. `rules` look at what was read. A ConductorError of code `usage` names a player that the test does not have.
 */
export async function loadRequest(
  file: string,
  wishes: UserWishes,
  env: NodeJS.ProcessEnv,
  rules?: ParseOptions['rules'],
): Promise<LoadedRequest> {
  const path = settingsPath('conductor', env);
  const own = await loadToolSettings('conductor', {}, path);
  const { results, format, waitPlayersMs } = own.settings;
  const defaults = { ...(results === undefined ? {} : { results }), ...(format === undefined ? {} : { format }) };
  const { test, diagnostics, sources } = await loadTest(file, {
    strict: wishes.isStrict,
    variables: wishes.variables,
    defaults,
    rules,
  });
  const said = saidSettings(wishes);
  const origins = new Map<Setting, string>([
    ...keysOf(defaults).map((key) => [key, path] as const),
    ...statedIn(sources[0]).map((key) => [key, file] as const),
    ...said.map(([key, { source }]) => [key, source] as const),
    ...(wishes.trials === null ? [] : [['trials', '--trials'] as const]),
  ]);
  const settings = Object.fromEntries(said.map(([key, { value }]) => [key, value]));
  const isSound = own.diagnostics.every(({ severity }) => severity !== 'error');
  const narrowed = isSound && test ? asWished({ ...test, settings: { ...test.settings, ...settings } }, wishes) : null;
  if (narrowed?.untilPrecise !== undefined && narrowed.settings.collector === 'external') throw untold();
  return {
    test: narrowed,
    diagnostics: [...own.diagnostics, ...diagnostics],
    sources,
    origins,
    waitPlayersMs: wishes.waitPlayersMs ?? waitPlayersMs ?? null,
    own: own.settings,
  };
}

/** The players, phases, trials and cases that are asked for. */
function asWished(test: Test, wishes: UserWishes): Test {
  const selected = narrowTest(selectCases(test, wishes.cases), wishes);
  if (wishes.seed === null) return selected;
  if (selected.cases === undefined || selected.settings.order !== 'random')
    throw usageError(
      '--seed repeats an order that chance made, and here is none: a test says order: random and has [Matrix]',
    );
  return { ...selected, seed: wishes.seed };
}

/** Who conducts never sees what an external collector has. */
function untold(): ConductorError {
  return usageError(
    'trials: auto goes by what is measured, which an external collector keeps; say how many trials: -t 5',
  );
}

type SaidSetting = readonly [keyof Settings, Said<string | number>];

function saidSettings({ results, format, output, collector, maxResultsBytes }: UserWishes): SaidSetting[] {
  const all = [
    ['results', results] as const,
    ['format', format] as const,
    ['output', output] as const,
    ['collector', collector] as const,
    ['maxResultsBytes', maxResultsBytes] as const,
  ];
  return all.flatMap(([key, said]) => (said === null ? [] : [[key, said] as const]));
}

/** What a test file states itself, rather than leaves to the defaults. */
function statedIn(source: SourceFile | undefined): Setting[] {
  if (source === undefined) return [];
  const { testFile } = parseTestFile({ path: source.path, text: new TextDecoder().decode(source.bytes) });
  if (testFile === null) return [];
  return [...keysOf(testFile.settings), ...(testFile.trials === 1 ? [] : (['trials'] as const))];
}

function keysOf<Shape extends object>(shape: Shape): (keyof Shape)[] {
  // Of an object that was made here, the keys are those of its type.
  return Object.keys(shape) as (keyof Shape)[];
}
