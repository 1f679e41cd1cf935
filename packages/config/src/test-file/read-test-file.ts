import type { Settings } from '@conductor/types';
import type { Findings } from '../diagnostics/findings.ts';
import { wholeFile } from '../diagnostics/whole-file.ts';
import type { Document, Entry } from '../dialect/document.ts';
import { findSection, reportMissingSection } from '../find-section.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { readMatrix } from '../matrix/read-matrix.ts';
import { type Measurements, readMeasurements } from '../metrics/read-measurements.ts';
import { readDocument } from '../read-document.ts';
import type { PlainValue } from '../read-entry.ts';
import { readSection, type Surroundings } from '../read-section.ts';
import { readValue } from '../read-value.ts';
import { COORDINATOR, MEASURE_SECTIONS, TEST_SECTIONS } from '../sections.ts';
import type { SourceText } from '../sources/source.ts';
import { type KnownSections, reportUnknownSections } from '../unknown-sections.ts';
import { expansionBudget } from '../variables/expander.ts';
import { beforeTrials } from '../variables/known-when.ts';
import { builtIns, type Variables, variablesOf } from '../variables/scope.ts';
import type { AutoTrials } from './auto-trials.ts';
import { type PlayerReference, readReferences } from './read-references.ts';
import { readSettings } from './read-settings.ts';
import { nameFromPath, TEST_NAME } from './test-name.ts';

/** What a test file says by itself. */
export interface TestFile {
  readonly name: string;
  readonly trials: number;
  /** What the file states; the rest is default. */
  readonly settings: Partial<Settings>;
  /** In the order of the file. */
  readonly players: readonly PlayerReference[];
}

/** A test file, with what its player files may use of it. */
export interface ReadTestFile extends TestFile {
  /** `trials: auto`; `null`: so many as `trials` says. */
  readonly auto: AutoTrials | null;
  /** `null`: a test without parameters. */
  readonly matrix: Matrix | null;
  /** What its sections are read with; what is built in differs from section to section. */
  readonly around: Surroundings;
  /** As they are where no case is known. */
  readonly measurements: Measurements;
  /** `[Undo]`. */
  readonly undo: readonly PlainValue[];
}

const KNOWN_SECTIONS: KnownSections = {
  required: [TEST_SECTIONS.test, TEST_SECTIONS.players],
  optional: [TEST_SECTIONS.variables, TEST_SECTIONS.matrix, TEST_SECTIONS.undo, ...Object.values(MEASURE_SECTIONS)],
};

/**
 * Reads a test file. What is wrong in it is reported, and the rest read on; `null` when there is nothing to read. `said`: what the command
 * line says of variables.
 */
export function readTestFile(source: SourceText, findings: Findings, said: Variables = new Map()): ReadTestFile | null {
  const document = readDocument(source, findings);
  if (document === null) return null;
  if (isOfPlayer(document)) return reportPlayer(document, findings);
  const test = findSection(document, TEST_SECTIONS.test, findings)?.entries ?? reportNoTest(document, findings);
  const players = findSection(document, TEST_SECTIONS.players, findings)?.entries ?? [];
  const variables = variablesOf(findSection(document, TEST_SECTIONS.variables, findings)?.entries ?? []);
  reportUnknownSections(document, KNOWN_SECTIONS, findings);

  const unnamed = { document, said, variables, builtIns: [], budget: expansionBudget() };
  const name = findings.aside(() => readName(test, unnamed, findings)) ?? nameFromPath(source.path);
  const around = { ...unnamed, builtIns: [builtIns([['test', name]])] };
  const section = findSection(document, TEST_SECTIONS.matrix, findings);
  const matrix = section === undefined ? null : readMatrix(section, around, findings);
  const settled = { ...around, builtIns: [...around.builtIns, beforeTrials(matrix)] };
  const {
    trials = 1,
    auto,
    settings,
  } = findings.aside(() => readSettings(readSection(test, settled, findings), findings));
  const references = readReferences(readSection(players, settled, findings), findings);
  if (players.length === 0) reportNoPlayers(document, findings);
  const measurements =
    matrix === null ? readMeasurements(document, settled, null, findings) : { metrics: [], checks: [], named: [] };
  const undo = readSection(findSection(document, TEST_SECTIONS.undo, findings)?.entries ?? [], settled, findings);
  return { name, trials, settings, players: references, auto, matrix, around, measurements, undo };
}

/** The name comes first: other settings may use it as `%(test)s`. */
function readName(test: readonly Entry[], around: Surroundings, findings: Findings): string | undefined {
  const wanted = test.filter(({ key }) => key === TEST_NAME.key);
  const [value] = readSection(test, around, findings, wanted);
  return value && readValue(value, TEST_NAME.read, findings);
}

function isOfPlayer({ sections }: Document): boolean {
  const has = (names: readonly string[]) => sections.some(({ name }) => names.includes(name));
  return has(COORDINATOR) && !has(TEST_SECTIONS.test) && !has(TEST_SECTIONS.players);
}

/** In place of a finding for each of its sections, none of which a test has. */
function reportPlayer({ file }: Document, findings: Findings): null {
  const [players] = TEST_SECTIONS.players;
  findings.add('player-for-test', wholeFile(file), {
    message: 'this is the file of a player, and no test',
    suggestion: `name the test file: the one that has this player in its [${players}]`,
  });
  return null;
}

function reportNoTest(document: Document, findings: Findings): Entry[] {
  reportMissingSection(document, TEST_SECTIONS.test, findings);
  return [];
}

function reportNoPlayers({ file }: Document, findings: Findings): void {
  const [name] = TEST_SECTIONS.players;
  findings.add('no-players', wholeFile(file), {
    message: `this test has no players: nothing stands in [${name}]`,
    expected: `[${name}] with a line for each player, such as dut: dut.cfg`,
  });
}
