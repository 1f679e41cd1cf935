import { DEFAULT_SETTINGS, type PlayerPlan, type Settings, type Test, type TestCase } from '@conductor/types';
import type { Findings } from './diagnostics/findings.ts';
import { type JoinedCase, type JoinedPlayer, joinCase } from './join-case.ts';
import type { MatrixCase } from './matrix/matrix.ts';
import { reportShadows } from './matrix/report-shadows.ts';
import { reportTotal } from './matrix/report-total.ts';
import { reportUnlike } from './matrix/report-unlike.ts';
import { namedIn, type ResolvedMeasurements, resolveMeasurements } from './metrics/read-measurements.ts';
import type { ParseOptions } from './parse-options.ts';
import { readEndpoint } from './player-file/read-endpoint.ts';
import { readPlayerDocument } from './player-file/read-player-document.ts';
import { reportClashes } from './report-clashes.ts';
import type { SourceText } from './sources/source.ts';
import type { PlayerReference } from './test-file/read-references.ts';
import type { ReadTestFile } from './test-file/read-test-file.ts';
import { resolveAutoTrials } from './test-file/resolve-auto-trials.ts';
import { expansionBudget } from './variables/expander.ts';
import { beforeTrials } from './variables/known-when.ts';
import { reportUnusedSaid } from './variables/report-said.ts';
import { builtIns } from './variables/scope.ts';

/** Gives the text of the file that a reference names; `undefined` after a finding. */
export type PlayerSources = (reference: PlayerReference) => SourceText | undefined;

/** A case whose steps and metrics are found. */
interface MeasuredCase extends ResolvedMeasurements {
  /** `null`: the test has no parameters. */
  readonly one: MatrixCase | null;
  readonly joined: JoinedCase;
}

/** What came of joining a test file with its player files. */
export interface JoinedTest {
  /** `null` when there is an error in any of them. */
  readonly test: Test | null;
  /** The players of every case, as far as they could be read. */
  readonly plans: readonly PlayerPlan[];
}

/** Joins a test file with its player files. */
export function joinTest(
  path: string,
  testFile: ReadTestFile,
  sourceOf: PlayerSources,
  { defaults, rules }: ParseOptions,
  findings: Findings,
): JoinedTest {
  const said = { ...DEFAULT_SETTINGS, ...defaults, ...testFile.settings };
  const players = testFile.players.flatMap((reference) => joinPlayer(reference, testFile, sourceOf, findings) ?? []);
  reportClashes(players, findings);
  const documents = [testFile.around, ...players.map(({ around }) => around)].map(({ document }) => document);
  reportShadows(testFile, documents, findings);
  reportUnusedSaid(testFile, documents, findings);
  reportTotal(testFile, findings);
  const joined: { one: MatrixCase | null; joined: JoinedCase }[] = [];
  for (const one of testFile.matrix?.cases ?? [null]) {
    joined.push({ one, joined: joinCase(one, testFile, players, said, findings) });
    // What is wrong in one is most likely wrong in all.
    if (findings.gaps > 0) break;
  }
  const plans = joined[0]?.joined.plans ?? [];
  const settings = { ...said, verifyReset: testFile.settings.verifyReset ?? verifyResetOf(plans, said) };
  // With an error in what steps are made of, some may be missing that are there.
  const isWhole = findings.gaps === 0;
  const cases = isWhole ? joined.map((each) => ({ ...each, ...measure(each.joined, findings) })) : [];
  reportUnlike(
    cases.map(({ one, metrics }) => ({ name: one?.name ?? '', metrics })),
    findings,
  );
  const { name, trials } = testFile;
  const [first] = cases;
  const test =
    first &&
    completeTest({ name, file: path, trials, settings, players: first.joined.plans }, testFile, cases, findings);
  const [looked, ...others] = joined.map((each) => each.joined.read);
  if (isWhole && looked) rules?.({ settings, players: looked, otherCases: others, undo: testFile.undo }, findings);
  return {
    test: findings.hasErrors ? null : (test ?? null),
    plans: joined.flatMap((each) => each.joined.plans),
  };
}

/** Who says how a host is looked at wants to hear of it. */
function verifyResetOf(plans: readonly PlayerPlan[], { verifyReset }: Settings): Settings['verifyReset'] {
  return verifyReset === 'off' && plans.some(({ state }) => state !== undefined) ? 'warn' : verifyReset;
}

function measure({ measurements, plans }: JoinedCase, findings: Findings): ResolvedMeasurements {
  return resolveMeasurements(measurements, plans, findings);
}

/** Adds what a test measures, what that decides, and its cases. */
function completeTest(
  bare: Omit<Test, 'metrics' | 'checks'>,
  { auto }: ReadTestFile,
  cases: readonly MeasuredCase[],
  findings: Findings,
): Test {
  const [{ metrics, checks } = { metrics: [], checks: [] }] = cases;
  const named = namedIn(cases[0]?.joined.measurements ?? []);
  const until = auto && resolveAutoTrials(auto, { metrics, named }, findings);
  const combinations = cases.flatMap((each) => caseOf(each, { metrics, checks }) ?? []);
  return {
    ...bare,
    ...(until === null ? {} : { untilPrecise: until }),
    metrics,
    checks,
    ...(combinations.length === 0 ? {} : { cases: combinations }),
  };
}

/** Says of a case only what is not as in the first one. */
function caseOf({ one, joined, ...own }: MeasuredCase, first: ResolvedMeasurements): TestCase | null {
  if (one === null) return null;
  const isAlike = (kind: keyof ResolvedMeasurements) => JSON.stringify(own[kind]) === JSON.stringify(first[kind]);
  return {
    ...one,
    players: joined.plans,
    ...(isAlike('metrics') ? {} : { metrics: own.metrics }),
    ...(isAlike('checks') ? {} : { checks: own.checks }),
  };
}

function joinPlayer(
  reference: PlayerReference,
  { name, around: { said, variables }, matrix }: ReadTestFile,
  sourceOf: PlayerSources,
  findings: Findings,
): JoinedPlayer | null {
  const source = sourceOf(reference);
  const read = source && readPlayerDocument(source, findings);
  if (!read) return null;
  const known = builtIns([['test', name] as const, ['player', reference.name] as const]);
  const around = { document: read.document, said, variables, builtIns: [known], budget: expansionBudget() };
  const before = { ...around, builtIns: [known, beforeTrials(matrix)] };
  const endpoint = read.coordinator ? readEndpoint(read.coordinator, before, findings) : null;
  return { reference, around, endpoint };
}
