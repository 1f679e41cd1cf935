import {
  DEFAULT_SETTINGS,
  type Phase,
  type PhaseSteps,
  type PlayerPlan,
  type Settings,
  type Test,
} from '@conductor/types';
import type { Findings } from './diagnostics/findings.ts';
import type { ReadPlayer } from './load-rules.ts';
import { type Measurements, readMeasurements, resolveMeasurements } from './metrics/read-measurements.ts';
import type { ParseOptions } from './parse-options.ts';
import { type ReadEndpoint, readEndpoint } from './player-file/read-endpoint.ts';
import { readPlayerDocument } from './player-file/read-player-document.ts';
import { readState } from './player-file/read-state.ts';
import type { Surroundings } from './read-section.ts';
import { reportClashes } from './report-clashes.ts';
import type { SourceText } from './sources/source.ts';
import { type ReadPhases, readPhases } from './steps/read-phases.ts';
import type { PlayerReference } from './test-file/read-references.ts';
import type { ReadTestFile } from './test-file/read-test-file.ts';
import { resolveAutoTrials } from './test-file/resolve-auto-trials.ts';
import { expansionBudget } from './variables/expander.ts';
import { builtIns, type Variables } from './variables/scope.ts';

/** Gives the text of the file that a reference names; `undefined` after a finding. */
export type PlayerSources = (reference: PlayerReference) => SourceText | undefined;

/** A player whose file is taken apart. */
interface JoinedPlayer {
  readonly reference: PlayerReference;
  readonly around: Surroundings;
  /** `null` after a finding. */
  readonly endpoint: ReadEndpoint | null;
}

/** Joins a test file with its player files; `null` when there is an error in any of them. */
export function joinTest(
  path: string,
  testFile: ReadTestFile,
  sourceOf: PlayerSources,
  { defaults, rules }: ParseOptions,
  findings: Findings,
): Test | null {
  const said = { ...DEFAULT_SETTINGS, ...defaults, ...testFile.settings };
  const players = testFile.players.flatMap((reference) => joinPlayer(reference, testFile, sourceOf, findings) ?? []);
  reportClashes(players, findings);
  const addresses = builtIns(players.map((player) => [`${player.reference.name}.address`, addressOf(player)]));
  const read = players.flatMap((player) => readPlan(player, addresses, said, findings) ?? []);
  const plans = read.map(({ plan }) => plan);
  const settings = { ...said, verifyReset: testFile.settings.verifyReset ?? verifyResetOf(plans, said) };
  const measurements = players.map((player) => measurementsOf(player, addresses, findings));
  const { name, trials } = testFile;
  // With an error elsewhere, steps may be missing that are there.
  const test = findings.hasErrors
    ? null
    : measureTest({ name, file: path, trials, settings, players: plans }, testFile, measurements, findings);
  if (findings.isWhole) rules?.({ settings, players: read.map(playerOf), undo: testFile.undo }, findings);
  return findings.hasErrors ? null : test;
}

/** Who says how a host is looked at wants to hear of it. */
function verifyResetOf(plans: readonly PlayerPlan[], { verifyReset }: Settings): Settings['verifyReset'] {
  return verifyReset === 'off' && plans.some(({ state }) => state !== undefined) ? 'warn' : verifyReset;
}

/** Adds what a test measures, and what that decides. */
function measureTest(
  bare: Omit<Test, 'metrics' | 'checks'>,
  { measurements, auto }: ReadTestFile,
  ofPlayers: readonly Measurements[],
  findings: Findings,
): Test {
  const measured = resolveMeasurements([measurements, ...ofPlayers], bare.players, findings);
  const until = auto && resolveAutoTrials(auto, measured.metrics, findings);
  return { ...bare, ...(until === null ? {} : { untilPrecise: until }), ...measured };
}

function joinPlayer(
  reference: PlayerReference,
  { name, variables }: ReadTestFile,
  sourceOf: PlayerSources,
  findings: Findings,
): JoinedPlayer | null {
  const source = sourceOf(reference);
  const read = source && readPlayerDocument(source, findings);
  if (!read) return null;
  const known = [['test', name] as const, ['player', reference.name] as const];
  const around = { document: read.document, variables, builtIns: [builtIns(known)], budget: expansionBudget() };
  const endpoint = read.coordinator ? readEndpoint(read.coordinator, around, findings) : null;
  return { reference, around, endpoint };
}

/** A player, and the lines that its steps were read from. */
interface ReadPlan {
  readonly plan: PlayerPlan;
  readonly read: ReadPhases;
}

function playerOf({ plan: { name, address, port }, read }: ReadPlan): ReadPlayer {
  return { name, address, port, phases: read };
}

/** Steps may name the other players, `%(<player>.address)s`, and so are read when all of these are known. */
function readPlan(
  { reference, around, endpoint }: JoinedPlayer,
  addresses: Variables,
  { capture }: Settings,
  findings: Findings,
): ReadPlan | null {
  const known = { ...around, builtIns: [...around.builtIns, addresses] };
  const read = readPhases(known, capture, findings);
  const state = readState(around.document, known, findings);
  if (endpoint === null) return null;
  const { address, port, conductor, resultsPort } = endpoint;
  const { file } = around.document;
  const plan = { name: reference.name, file, address, port, conductor, resultsPort, phases: stepsOf(read) };
  return { plan: state === null ? plan : { ...plan, state }, read };
}

function stepsOf(read: ReadPhases): PhaseSteps {
  const of = (phase: Phase) => read[phase].map(({ step }) => step);
  return { startup: of('startup'), run: of('run'), collect: of('collect'), reset: of('reset') };
}

function measurementsOf({ reference, around }: JoinedPlayer, addresses: Variables, findings: Findings): Measurements {
  const known = { ...around, builtIns: [...around.builtIns, addresses] };
  return readMeasurements(around.document, known, reference.name, findings);
}

/** A player without an address is an error that was reported; its name is still known. */
function addressOf({ endpoint }: JoinedPlayer): string {
  return endpoint?.address ?? '';
}
